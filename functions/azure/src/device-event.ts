import { traceIdFrom } from "@twin2multicloud/dispatcher";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import { PortError } from "@twin2multicloud/ports";

function refuse(path: string, expected: string): never {
  throw new PortError("invalid", `device event: ${path}: expected ${expected}, as Event Grid writes it`);
}

function fieldsOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? { ...value } : refuse(path, "an object");
}

function textAt(value: unknown, path: string): string {
  return typeof value === "string" && value !== "" ? value : refuse(path, "a text");
}

/** A JSON body stands in the event as the value itself; any other one, or one without content type, as base64 text. */
function bytesOf(body: unknown): Uint8Array {
  return typeof body === "string" ? Buffer.from(body, "base64") : Buffer.from(JSON.stringify(body));
}

/**
 * Reads a `Microsoft.Devices.DeviceTelemetry` event (https://learn.microsoft.com/azure/event-grid/event-schema-iot-hub);
 * the sender is the device that IoT Hub authenticated. Throws a PortError `invalid` that names the path of a wrong field.
 */
export function readDeviceEvent(entry: unknown): RawMessage {
  const { id, eventTime, data } = fieldsOf(entry, "event");
  const { body = null, systemProperties } = fieldsOf(data, "data");
  const system = fieldsOf(systemProperties, "data.systemProperties");
  const device = "iothub-connection-device-id";
  return {
    body: bytesOf(body),
    device_id: textAt(system[device], `data.systemProperties.${device}`),
    arrived_at: textAt(system["iothub-enqueuedtime"] ?? eventTime, "eventTime"),
    trace_id: traceIdFrom(textAt(id, "id")),
  };
}
