import { traceIdFrom } from "@twin2multicloud/dispatcher";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import { PortError } from "@twin2multicloud/ports";

/** The largest time that a Date can hold, in milliseconds. */
const LAST_TIME = 8.64e15;

function refuse(path: string, expected: string): never {
  throw new PortError(
    "invalid",
    `device message: ${path}: expected ${expected}, as the topic rule writes it`,
  );
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new PortError("invalid", "device message is not JSON", { cause });
  }
  return typeof json === "object" && json !== null ? { ...json } : refuse("message", "an object");
}

/**
 * Reads what the topic rule selects: `payload` (base64; absent when the device sent nothing at all), `device_id` (the
 * topic segment that the device's policy allows), `arrived_at` (epoch ms), `trace`. Throws a PortError `invalid`.
 */
export function readDeviceMessage(body: string): RawMessage {
  const { payload = "", device_id, arrived_at, trace } = fieldsOf(body);
  if (typeof payload !== "string") return refuse("payload", "base64 text");
  if (typeof device_id !== "string" || device_id === "") return refuse("device_id", "a text");
  if (typeof arrived_at !== "number" || !Number.isInteger(arrived_at) || Math.abs(arrived_at) > LAST_TIME) {
    return refuse("arrived_at", "milliseconds since 1970");
  }
  return {
    body: Buffer.from(payload, "base64"),
    device_id,
    arrived_at: new Date(arrived_at).toISOString(),
    trace_id: traceIdFrom(typeof trace === "string" ? trace : undefined),
  };
}
