import { expect, test } from "vitest";
import { readDeviceEvent } from "./device-event.ts";

/** A telemetry event as Event Grid writes it into a queue; `body` as IoT Hub puts it there. */
function eventOf(body: unknown): Record<string, unknown> {
  return {
    id: "9af86784-8d40-fe2g-8b2a-bab65e106785",
    topic: "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.DEVICES/IOTHUBS/DEMO",
    subject: "devices/thermo-1",
    eventType: "Microsoft.Devices.DeviceTelemetry",
    eventTime: "2026-05-01T10:00:00.9Z",
    dataVersion: "",
    metadataVersion: "1",
    data: {
      properties: {},
      systemProperties: {
        "iothub-content-type": "application/json",
        "iothub-content-encoding": "utf-8",
        "iothub-connection-device-id": "thermo-1",
        "iothub-connection-auth-method": '{"scope":"device","type":"sas","issuer":"iothub"}',
        "iothub-connection-auth-generation-id": "636961781364020000",
        "iothub-enqueuedtime": "2026-05-01T10:00:00.123Z",
        "iothub-message-source": "Telemetry",
      },
      body,
    },
  };
}

const textOf = (entry: unknown): string => Buffer.from(readDeviceEvent(entry).body).toString();

test.each([
  ["event", "no event", "an object"],
  ["event", [], "an object"],
  ["event", null, "an object"],
  ["data", { ...eventOf({}), data: undefined }, "an object"],
  ["data.systemProperties", { ...eventOf({}), data: { body: {} } }, "an object"],
  [
    "data.systemProperties.iothub-connection-device-id",
    { ...eventOf({}), data: { systemProperties: {} } },
    "a text",
  ],
  ["id", { ...eventOf({}), id: undefined }, "a text"],
])("a wrong %s is named (%j)", (path, entry, expected) => {
  expect(() => readDeviceEvent(entry)).toThrow(`device event: ${path}: expected ${expected}`);
});

test("a message without device or time is refused, not guessed", () => {
  const event = eventOf({});
  const systemProperties = { "iothub-connection-device-id": "thermo-1" };
  expect(() =>
    readDeviceEvent({ ...event, eventTime: undefined, data: { body: {}, systemProperties } }),
  ).toThrow("eventTime");
});

test("a JSON body comes as bytes again, whatever characters it holds", () => {
  const body = { temperature: 21.5, text: "Grüße, 温度", list: [null, true] };
  expect(JSON.parse(textOf(eventOf(body)))).toEqual(body);
});

test("a body without content type comes in base64", () => {
  const text = '{"temperature": 21.5}';
  expect(textOf(eventOf(Buffer.from(text).toString("base64")))).toBe(text);
});

test("bytes that are no text stay as they are", () => {
  const bytes = Uint8Array.of(0, 255, 254, 128);
  expect([...readDeviceEvent(eventOf(Buffer.from(bytes).toString("base64"))).body]).toEqual([...bytes]);
});

test("an absent body is no record", () => {
  expect(textOf(eventOf(undefined))).toBe("null");
});

test("device, arrival and trace come from the platform", () => {
  expect(readDeviceEvent(eventOf({ deviceId: "another" }))).toMatchObject({
    device_id: "thermo-1",
    arrived_at: "2026-05-01T10:00:00.123Z",
  });
  const [first, again] = [readDeviceEvent(eventOf({})), readDeviceEvent(eventOf({}))];
  expect(first.trace_id).toMatch(/^[0-9a-f]{32}$/);
  expect(again.trace_id).toBe(first.trace_id);
});

test("without the hub's time the event's own stands", () => {
  const event = eventOf({});
  const systemProperties = { "iothub-connection-device-id": "thermo-1" };
  expect(readDeviceEvent({ ...event, data: { body: {}, systemProperties } }).arrived_at).toBe(
    "2026-05-01T10:00:00.9Z",
  );
});
