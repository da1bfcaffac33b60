import { createHash } from "node:crypto";
import {
  declaredTypeComplaint,
  MAX_RECORD_BYTES,
  normaliseTimestamp,
  propertiesComplaint,
} from "@twin2multicloud/model";
import type { JsonObject, JsonValue, TelemetryRecord, TwinFileDevice } from "@twin2multicloud/model";
import type { RawMessage } from "./raw-message.ts";

/** Why the edge refuses a message; the log names it. */
export type RejectionReason =
  | "too-large"
  | "not-json"
  | "device-missing"
  | "device-unknown"
  | "device-mismatch"
  | "bad-time"
  | "bad-message-id"
  | "bad-property";

/** A normalised record, or the reason why there is none; `detail` names the culprit, never the payload. */
export type Normalised =
  | { readonly record: TelemetryRecord }
  | { readonly reason: RejectionReason; readonly detail: string; readonly device_id?: string };

const DEVICE_NAMES = ["device_id", "deviceId", "iotDeviceId"] as const;
const TIME_NAMES = ["timestamp", "time", "ts"] as const;
const OWN_NAMES: ReadonlySet<string> = new Set([...DEVICE_NAMES, ...TIME_NAMES, "message_id"]);

/** A raw body may be somewhat larger than the record that it becomes, because of white space and escapes. */
const MAX_BODY_BYTES = 4 * MAX_RECORD_BYTES;

function parseObject(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The values under any of the names, without the absent, empty and null ones. */
function given(payload: JsonObject, names: readonly string[]): JsonValue[] {
  return names
    .map((name) => payload[name])
    .filter((value): value is JsonValue => value !== undefined && value !== null && value !== "");
}

function deviceOf(payload: JsonObject, message: RawMessage): { id: string } | Normalised {
  const named = given(payload, DEVICE_NAMES);
  if (named.some((value) => typeof value !== "string"))
    return { reason: "device-missing", detail: "the device id is no string" };
  const ids = new Set([
    ...(message.device_id === undefined ? [] : [message.device_id]),
    ...named.map(String),
  ]);
  const [id] = ids;
  if (id === undefined)
    return { reason: "device-missing", detail: `none of ${DEVICE_NAMES.join(", ")} is given` };
  if (ids.size > 1)
    return {
      reason: "device-mismatch",
      detail: "the payload names another device than its sender",
      device_id: id,
    };
  return { id };
}

/** A time that is named must be one, also when it is empty or null; without any, the platform's stamp counts. */
function timeOf(payload: JsonObject, message: RawMessage): string | undefined {
  const values = TIME_NAMES.map((name) => payload[name]).filter((value) => value !== undefined);
  const times = new Set((values.length > 0 ? values : [message.arrived_at]).map(normaliseTimestamp));
  return times.size === 1 ? [...times][0] : undefined;
}

/** The device's own id of the message, or a digest of device, time and payload. */
function messageIdOf(
  payload: JsonObject,
  identity: { device: string; timestamp: string },
): string | undefined {
  const own = payload["message_id"];
  if (own !== undefined && own !== null)
    return typeof own === "string" && own.length > 0 && own.length <= 256 && own.isWellFormed()
      ? own
      : undefined;
  const text = JSON.stringify([identity.device, identity.timestamp, payload]);
  return createHash("sha256").update(text).digest("base64url");
}

function propertiesOf(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !OWN_NAMES.has(name)));
}

/** Turns a raw message of one of these devices into a normalised record, or says why not; nothing behind the edge normalises again. */
export function normalise(message: RawMessage, devices: ReadonlyMap<string, TwinFileDevice>): Normalised {
  if (message.body.byteLength > MAX_BODY_BYTES)
    return { reason: "too-large", detail: `${message.body.byteLength} bytes` };
  const payload = parseObject(message.body);
  if (!payload) return { reason: "not-json", detail: "the body is not a JSON object in UTF-8" };
  const device = deviceOf(payload, message);
  if (!("id" in device)) return device;
  const declared = devices.get(device.id);
  if (!declared)
    return { reason: "device-unknown", detail: "the device is not part of the twin", device_id: device.id };
  return recordOf(payload, message, declared);
}

function recordOf(payload: JsonObject, message: RawMessage, device: TwinFileDevice): Normalised {
  const refuse = (reason: RejectionReason, detail: string): Normalised => ({
    reason,
    detail,
    device_id: device.id,
  });
  const timestamp = timeOf(payload, message);
  if (timestamp === undefined)
    return refuse("bad-time", `${TIME_NAMES.join(", ")}: no time, or times that differ`);
  // First of all, because what is nested without end cannot be written as text again, not even for its digest.
  const properties = propertiesOf(payload);
  const complaint = propertiesComplaint(properties) ?? declaredTypeComplaint(properties, device.properties);
  if (complaint) return refuse("bad-property", complaint);
  const message_id = messageIdOf(payload, { device: device.id, timestamp });
  if (message_id === undefined)
    return refuse("bad-message-id", "message_id must be a string of 1 to 256 well-formed characters");
  const record: TelemetryRecord = { ...properties, device_id: device.id, timestamp, message_id };
  const bytes = Buffer.byteLength(JSON.stringify(record));
  return bytes > MAX_RECORD_BYTES
    ? refuse("too-large", `${bytes} bytes as a record, at most ${MAX_RECORD_BYTES}`)
    : { record };
}
