import { randomUUID } from "node:crypto";
import type { HopItem, JsonValue, TelemetryRecord } from "@twin2multicloud/model";

/** A device id that no other test uses, so that suites may share a store. */
export function freshDevice(): string {
  return `device-${randomUUID()}`;
}

/** The time of the n-th record of a fixture: one second after the other. */
export function timeOf(second: number): string {
  return new Date(Date.UTC(2026, 4, 1) + second * 1000).toISOString();
}

/** A record of that device and second. */
export function recordOf(
  device_id: string,
  second: number,
  properties: Readonly<Record<string, JsonValue>> = { temperature: second + 0.5 },
): TelemetryRecord {
  return { ...properties, device_id, timestamp: timeOf(second), message_id: `m-${second}` };
}

/** An item of that record on its way. */
export function itemOf(record: TelemetryRecord): HopItem {
  return { record, trace_id: randomUUID().replaceAll("-", ""), hop: 0 };
}
