import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { sortKey, splitRecord, telemetryRecordSchema } from "@twin2multicloud/model";
import type { TelemetryRecord } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";
import { fromAttributeMap, toAttributeMap } from "./attribute-value.ts";

/** A record as an item of the hot table: its identity and sort key on top, its properties nested below one key. */
export function toHotItem(record: TelemetryRecord): Record<string, AttributeValue> {
  return toAttributeMap({ ...splitRecord(record), sort_key: sortKey(record) });
}

/** The record of an item. Throws a PortError `invalid` on an item that no hot store wrote. */
export function fromHotItem(item: Readonly<Record<string, AttributeValue>>): TelemetryRecord {
  const { properties, sort_key, ...identity } = fromAttributeMap(item);
  const flat = typeof properties === "object" && !Array.isArray(properties) ? properties : {};
  const parsed = telemetryRecordSchema.safeParse({ ...flat, ...identity });
  if (parsed.success) return { ...flat, ...parsed.data };
  throw new PortError("invalid", `the hot table's item ${JSON.stringify(sort_key)} is not a record`);
}
