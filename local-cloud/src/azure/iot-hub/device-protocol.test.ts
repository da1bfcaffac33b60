import { describe, expect, test } from "vitest";
import { telemetryEvent } from "../event-grid/event-grid-event.ts";
import { parsePropertyBag } from "./property-bag.ts";
import { createSasToken, parseSasToken, sasProblem } from "./sas-token.ts";
import type { SasToken } from "./sas-token.ts";

const KEY = Buffer.from("a key of sixteen").toString("base64");
const NOW = 1_700_000_000_000;

function token(options: Partial<Parameters<typeof createSasToken>[0]> = {}): SasToken {
  const parsed = parseSasToken(
    createSasToken({ resource: "localhost:1/devices/d 1", key: KEY, expiry: NOW / 1000 + 60, ...options }),
  );
  if (!parsed) throw new Error("no token");
  return parsed;
}

const check = { resource: "localhost:1/devices/d 1", keys: [KEY], now: NOW };

describe("shared access signature", () => {
  test("of another key, another device, too old or malformed is refused", () => {
    const other = Buffer.from("another key, too").toString("base64");
    expect(sasProblem(token({ key: other }), check)).toContain("does not match");
    expect(sasProblem(token({ resource: "localhost:1/devices/d" }), check)).toContain(
      "the token is for localhost:1/devices/d",
    );
    expect(sasProblem(token({ expiry: NOW / 1000 }), check)).toContain("expired");
    expect(
      ["", "Bearer x", "SharedAccessSignature sr=a&sig=b", "SharedAccessSignature sr=a&sig=b&se=soon"].map(
        parseSasToken,
      ),
    ).toEqual(Array(4).fill(undefined));
  });

  test("of the device or of the whole hub is good, by either key", () => {
    expect(sasProblem(token(), check)).toBeUndefined();
    expect(sasProblem(token({ resource: "localhost:1" }), { ...check, keys: ["xxxx", KEY] })).toBeUndefined();
    expect(token({ policy: "registry" }).policy).toBe("registry");
  });
});

describe("device message", () => {
  const device = {
    deviceId: "d1",
    generationId: "638",
    etag: "",
    status: "enabled",
    primaryKey: "",
    secondaryKey: "",
  } as const;
  const event = (bag: string, body: string | Uint8Array): Record<string, unknown> => {
    const message = { device, properties: parsePropertyBag(bag), body: Buffer.from(body) };
    const { data } = telemetryEvent(message, { hubId: "/subscriptions/s/iotHubs/h", now: NOW });
    return JSON.parse(JSON.stringify(data));
  };
  const JSON_BAG = "$.ct=application%2Fjson&$.ce=utf-8&room=living%20room";

  test("that says JSON in UTF-8 is JSON in the event, with its properties", () => {
    const data = event(JSON_BAG, '{"t":21.5,"s":"größer"}');
    expect(data["body"]).toEqual({ t: 21.5, s: "größer" });
    expect(data["properties"]).toEqual({ room: "living room" });
    expect(data["systemProperties"]).toMatchObject({
      "iothub-connection-device-id": "d1",
      "iothub-connection-auth-generation-id": "638",
      "iothub-content-type": "application/json",
      "iothub-content-encoding": "utf-8",
      "iothub-enqueuedtime": "2023-11-14T22:13:20.000Z",
      "iothub-message-source": "Telemetry",
    });
  });

  test("of which the hub does not know that it is JSON, or which is none, stands there as base64", () => {
    const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
    expect(event("", '{"t":1}')["body"]).toBe(base64('{"t":1}'));
    expect(event("$.ct=application%2Fjson", '{"t":1}')["body"]).toBe(base64('{"t":1}'));
    expect(event(JSON_BAG, '{"t":NaN}')["body"]).toBe(base64('{"t":NaN}'));
    const notUtf8 = Uint8Array.from([0x22, 0xff, 0x22]);
    expect(event(JSON_BAG, notUtf8)["body"]).toBe(base64(notUtf8));
    const endless = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    expect(event(JSON_BAG, endless)["body"]).toBe(base64(endless));
  });
});
