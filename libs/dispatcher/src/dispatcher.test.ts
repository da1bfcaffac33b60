import { manualClock, memoryLogger, memoryNextHop } from "@twin2multicloud/memory";
import type { TwinFileDevice } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { createDispatcher } from "./dispatcher.ts";
import type { RawMessage } from "./raw-message.ts";

const ARRIVED = new Date(manualClock().now()).toISOString();
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const DEVICES: TwinFileDevice[] = [
  {
    id: "sensor-1",
    processor: "default",
    properties: { temperature: "DOUBLE", count: "INTEGER", name: "STRING", on: "BOOLEAN" },
  },
  { id: "sensor-2", processor: "default", properties: {} },
];

function raw(body: string | Uint8Array | object, overrides: Partial<RawMessage> = {}): RawMessage {
  const bytes =
    body instanceof Uint8Array ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return { body: bytes, device_id: "sensor-1", arrived_at: ARRIVED, trace_id: TRACE, ...overrides };
}

function setUp(failOn?: (deviceId: string) => boolean) {
  const nextHop = memoryNextHop(({ record }) => (failOn?.(record.device_id) ? new Error("down") : undefined));
  const logger = memoryLogger();
  return { nextHop, logger, dispatch: createDispatcher({ devices: DEVICES, nextHop, logger }) };
}

async function rejectionOf(message: RawMessage): Promise<unknown> {
  const { dispatch, logger, nextHop } = setUp();
  expect(await dispatch([message])).toEqual({ failures: [] });
  expect(nextHop.receive()).toEqual([]);
  const line = logger.lines.find(({ event }) => event === "rejected");
  expect(line?.fields["trace_id"]).toBe(TRACE);
  expect(line?.fields["count"]).toBe(1);
  return line?.fields["reason"];
}

async function recordOf(body: object, overrides: Partial<RawMessage> = {}) {
  const { dispatch, nextHop } = setUp();
  await dispatch([raw(body, overrides)]);
  return nextHop.receive()[0]?.record;
}

describe("a message that is refused", () => {
  const withoutSender: RawMessage = { body: Buffer.from("{}"), arrived_at: ARRIVED, trace_id: TRACE };
  const nested = (levels: number): object => (levels === 0 ? {} : { deeper: nested(levels - 1) });
  test.each<[string, RawMessage, string]>([
    ["is no JSON", raw("hello"), "not-json"],
    ["is empty", raw(""), "not-json"],
    ["is a list", raw("[1]"), "not-json"],
    ["is null", raw("null"), "not-json"],
    ["is no UTF-8", raw(new Uint8Array([0x7b, 0xff, 0x7d])), "not-json"],
    ["holds NaN", raw('{"temperature": NaN}'), "not-json"],
    ["is too large as it came", raw({ name: "x".repeat(200_000) }), "too-large"],
    ["is too large as a record", raw({ name: "x".repeat(33_000) }), "too-large"],
    ["names no device where none is authenticated", withoutSender, "device-missing"],
    ["names a device by number", raw({ device_id: 7 }), "device-missing"],
    [
      "comes from a device that is not part of the twin",
      raw({}, { device_id: "stranger" }),
      "device-unknown",
    ],
    ["names another device than its sender", raw({ device_id: "sensor-2" }), "device-mismatch"],
    ["names two devices", raw({ device_id: "sensor-1", iotDeviceId: "sensor-2" }), "device-mismatch"],
    ["has a time that is no time", raw({ time: "yesterday" }), "bad-time"],
    ["has a day that no month has", raw({ time: "2026-02-30T00:00:00Z" }), "bad-time"],
    ["has an empty time", raw({ time: "" }), "bad-time"],
    ["has null as time", raw({ time: null }), "bad-time"],
    ["has an object as time", raw({ ts: { s: 1 } }), "bad-time"],
    ["has two times that differ", raw({ time: 1_700_000_000, ts: 1_700_000_001 }), "bad-time"],
    ["has a number as message id", raw({ message_id: 5 }), "bad-message-id"],
    ["has a message id that is too long", raw({ message_id: "x".repeat(257) }), "bad-message-id"],
    ["has a string for a DOUBLE", raw({ temperature: "21.5" }), "bad-property"],
    ["has a fraction for an INTEGER", raw({ count: 1.5 }), "bad-property"],
    ["has null for a declared property", raw({ on: null }), "bad-property"],
    ["has a list within a list", raw({ matrix: [[1]] }), "bad-property"],
    ["has a number beyond every store", raw('{"temperature": 1e300}'), "bad-property"],
    ["has an infinite number", raw('{"temperature": 1e999}'), "bad-property"],
    ["has a property without a name", raw({ "": 1 }), "bad-property"],
    ["has a reserved property name", raw({ __name__: 1 }), "bad-property"],
    ["is nested too deep", raw(nested(30)), "bad-property"],
    [
      "is nested as deep as its bytes allow",
      raw(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`),
      "bad-property",
    ],
    ["has half a surrogate pair", raw('{"name": "\\ud800"}'), "bad-property"],
    ["has half a surrogate pair in a name", raw('{"extra": {"\\udc00": 1}}'), "bad-property"],
    ["has half a surrogate pair in its id", raw('{"message_id": "m\\ud800"}'), "bad-message-id"],
  ])("%s", async (_, message, reason) => {
    expect(await rejectionOf(message)).toBe(reason);
  });

  test("is not spread over the log", async () => {
    const { dispatch, logger } = setUp();
    await dispatch([raw({ name: "secret".repeat(10_000) })]);
    expect(JSON.stringify(logger.lines).length).toBeLessThan(600);
  });
});

describe("a message that is taken", () => {
  test("keeps undeclared properties and fractions", async () => {
    expect(await recordOf({ temperature: 21.5, extra: { a: [1, null] }, message_id: "m" })).toEqual({
      temperature: 21.5,
      extra: { a: [1, null] },
      device_id: "sensor-1",
      timestamp: ARRIVED,
      message_id: "m",
    });
  });

  test.each([
    [{ time: "2026-05-01T10:00:00+02:00" }, "2026-05-01T08:00:00.000Z"],
    [{ ts: 1_777_624_800 }, "2026-05-01T08:40:00.000Z"],
    [{ timestamp: 1_777_624_800_123 }, "2026-05-01T08:40:00.123Z"],
    [{ time: "2026-05-01T08:40:00" }, "2026-05-01T08:40:00.000Z"],
    [{}, ARRIVED],
  ])("has its time normalised: %j", async (body, timestamp) => {
    expect((await recordOf(body))?.timestamp).toBe(timestamp);
  });

  test.each(["device_id", "deviceId", "iotDeviceId"])(
    "may name its device as %s where nobody is authenticated",
    async (name) => {
      const { dispatch, nextHop } = setUp();
      await dispatch([
        { body: Buffer.from(JSON.stringify({ [name]: "sensor-2" })), arrived_at: ARRIVED, trace_id: TRACE },
      ]);
      expect(nextHop.receive()[0]?.record.device_id).toBe("sensor-2");
    },
  );

  test("without an id gets one that a redelivery gets again and another reading does not", async () => {
    const first = await recordOf({ temperature: 1 });
    expect((await recordOf({ temperature: 1 }))?.message_id).toBe(first?.message_id);
    expect((await recordOf({ temperature: 2 }))?.message_id).not.toBe(first?.message_id);
  });
});

test("a batch counts what came, and reports what the next hop did not take by its place in the batch", async () => {
  const { dispatch, logger } = setUp((deviceId) => deviceId === "sensor-2");
  const { failures } = await dispatch([raw("junk"), raw({}), raw({}, { device_id: "sensor-2" })]);
  expect(failures.map(({ index }) => index)).toEqual([2]);
  expect(logger.lines.find(({ event }) => event === "received")?.fields).toEqual({ count: 3 });
});

test("an empty batch logs nothing", async () => {
  const { dispatch, logger } = setUp();
  await dispatch([]);
  expect(logger.lines).toEqual([]);
});

test("a message that nobody can read into does not take its batch with it", async () => {
  const { dispatch, nextHop } = setUp();
  const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  expect(await dispatch([raw({ temperature: 1 }), raw(deep), raw({ temperature: 2 })])).toEqual({
    failures: [],
  });
  expect(nextHop.receive()).toHaveLength(2);
});

test("a device may declare a property that every object has", async () => {
  const properties = Object.fromEntries([["constructor", "STRING" as const]]);
  const nextHop = memoryNextHop();
  const devices: TwinFileDevice[] = [{ id: "a", processor: "default", properties }];
  const dispatch = createDispatcher({ devices, nextHop, logger: memoryLogger() });
  await dispatch([raw({ other: 1 }, { device_id: "a" })]);
  expect(nextHop.receive()).toHaveLength(1);
});
