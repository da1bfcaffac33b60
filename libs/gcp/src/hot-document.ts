import { sortKey, splitRecord, telemetryRecordSchema } from "@twin2multicloud/model";
import type { JsonValue, TelemetryRecord } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";

/** A record as a document of the hot collection: its identity and sort key on top, its properties nested below one key. */
export function toHotDocument(record: TelemetryRecord): Record<string, JsonValue> {
  return { ...splitRecord(record), sort_key: sortKey(record) };
}

/** The record of a document. Throws a PortError `invalid` on a document that no hot store wrote. */
export function fromHotDocument(document: Readonly<Record<string, unknown>>): TelemetryRecord {
  const { properties, sort_key, ...identity } = document;
  const parsed = telemetryRecordSchema.safeParse({
    ...(typeof properties === "object" ? properties : {}),
    ...identity,
  });
  if (parsed.success) return parsed.data;
  throw new PortError("invalid", `the hot collection's document ${JSON.stringify(sort_key)} is not a record`);
}
