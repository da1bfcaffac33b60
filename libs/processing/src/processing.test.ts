import { memoryLogger, memoryNextHop } from "@twin2multicloud/memory";
import type { HopItem, JsonValue, Processor } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { createProcessing } from "./processing.ts";

const item = (device_id: string, properties: Record<string, JsonValue> = {}): HopItem => ({
  record: { ...properties, device_id, timestamp: "2026-01-01T00:00:00.000Z", message_id: "m" },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 0,
});

const double: Processor = (record) => ({ ...record, value: Number(record["value"]) * 2 });

function setUp(processors: Record<string, Processor>, failOn?: string) {
  const nextHop = memoryNextHop(({ record }) =>
    record.device_id === failOn ? new Error("down") : undefined,
  );
  const logger = memoryLogger();
  const devices = [
    { id: "a", processor: "double", properties: { value: "DOUBLE" as const } },
    { id: "b", processor: "default", properties: {} },
    { id: "c", processor: "absent", properties: {} },
  ];
  const all = { default: (record: HopItem["record"]) => record, double, ...processors };
  return { nextHop, logger, run: createProcessing({ devices, processors: all, nextHop, logger }) };
}

describe("a processor that misbehaves fails its record alone", () => {
  test.each<[string, Processor]>([
    [
      "throws",
      () => {
        throw new Error("boom");
      },
    ],
    ["returns nothing", () => JSON.parse("null")],
    ["renames the device", (record) => ({ ...record, device_id: "b" })],
    ["moves the time", (record) => ({ ...record, timestamp: "2027-01-01T00:00:00.000Z" })],
    ["changes the message id", (record) => ({ ...record, message_id: "n" })],
    ["renames the device in place", (record) => Object.assign(record, { device_id: "b" })],
    ["returns NaN", (record) => ({ ...record, value: Number.NaN })],
    ["returns too much", (record) => ({ ...record, text: "x".repeat(40_000) })],
  ])("%s", async (_, processor) => {
    const { run, nextHop, logger } = setUp({ double: processor });
    const { failures } = await run([item("b"), item("a"), item("b")]);
    expect(failures.map(({ index }) => index)).toEqual([1]);
    expect(nextHop.receive()).toHaveLength(2);
    expect(logger.lines.map(({ event }) => event)).toEqual(["processor-failed"]);
  });

  test("is not in the package", async () => {
    const { run } = setUp({});
    expect((await run([item("c")])).failures).toHaveLength(1);
  });

  test("belongs to a device that is not part of the twin", async () => {
    const { run } = setUp({});
    expect((await run([item("stranger")])).failures).toHaveLength(1);
  });
});

test("what the next hop does not take is reported by its place in the batch", async () => {
  const { run } = setUp({}, "b");
  const { failures } = await run([item("c"), item("a", { value: 1 }), item("b")]);
  expect(failures.map(({ index }) => index)).toEqual([0, 2]);
});

test("each record passes its device's processor and keeps its trace", async () => {
  const { run, nextHop } = setUp({});
  expect(await run([item("a", { value: 1.25 }), item("b", { value: 1 })])).toEqual({ failures: [] });
  const [first, second] = nextHop.receive();
  expect([first?.record["value"], second?.record["value"]]).toEqual([2.5, 1]);
  expect([first?.hop, first?.trace_id]).toEqual([1, item("a").trace_id]);
});
