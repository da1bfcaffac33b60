import { randomUUID } from "node:crypto";
import type { DeviceMessage } from "../iot-hub/mqtt-broker.ts";

/** An event in the Event Grid schema. */
export interface EventGridEvent {
  readonly id: string;
  /** The resource that it comes from. */
  readonly topic: string;
  readonly subject: string;
  readonly eventType: string;
  readonly eventTime: string;
  readonly data: unknown;
  readonly dataVersion: string;
  readonly metadataVersion: string;
}

/** The event that a hub publishes for a message (https://learn.microsoft.com/azure/event-grid/event-schema-iot-hub). */
export function telemetryEvent(
  message: DeviceMessage,
  { hubId, now }: { hubId: string; now: number },
): EventGridEvent {
  const { device, properties } = message;
  const time = new Date(now).toISOString();
  const { contentType, contentEncoding, messageId, correlationId } = properties;
  return {
    id: randomUUID(),
    topic: hubId.toUpperCase(),
    subject: `devices/${device.deviceId}`,
    eventType: "Microsoft.Devices.DeviceTelemetry",
    data: {
      properties: properties.application,
      systemProperties: {
        ...(contentType !== undefined && { "iothub-content-type": contentType }),
        ...(contentEncoding !== undefined && { "iothub-content-encoding": contentEncoding }),
        ...(messageId !== undefined && { "message-id": messageId }),
        ...(correlationId !== undefined && { "correlation-id": correlationId }),
        "iothub-connection-device-id": device.deviceId,
        "iothub-connection-auth-method":
          '{"scope":"device","type":"sas","issuer":"iothub","acceptingIpFilterRule":null}',
        "iothub-connection-auth-generation-id": device.generationId,
        "iothub-enqueuedtime": time,
        "iothub-message-source": "Telemetry",
      },
      body: bodyOf(message),
    },
    dataVersion: "",
    metadataVersion: "1",
    eventTime: time,
  };
}

/** JSON where the device says it is JSON in UTF-8, and it is, and can be written again; any other body as base64. */
function bodyOf({ properties, body }: DeviceMessage): unknown {
  const base64 = (): string => Buffer.from(body).toString("base64");
  const isJson = properties.contentType?.toLowerCase() === "application/json";
  if (!isJson || properties.contentEncoding?.toLowerCase() !== "utf-8") return base64();
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    // What is nested too deep can be read but not written.
    JSON.stringify(value);
    return value;
  } catch {
    return base64();
  }
}
