import { recordDigest, sortKey, splitRecord } from "@twin2multicloud/model";
import type { JsonObject, TelemetryRecord } from "@twin2multicloud/model";

/** How a record stands in Cosmos DB; the id is a digest because ids there may hold neither / \ ? nor #. */
export interface HotDocument {
  readonly id: string;
  readonly device_id: string;
  readonly timestamp: string;
  readonly message_id: string;
  readonly sort_key: string;
  readonly properties: JsonObject;
}

/** The document of a record. */
export function toHotDocument(record: TelemetryRecord): HotDocument {
  return { id: recordDigest(record), sort_key: sortKey(record), ...splitRecord(record) };
}

/** The record of a document, without what the store added. */
export function fromHotDocument({
  device_id,
  timestamp,
  message_id,
  properties,
}: HotDocument): TelemetryRecord {
  return { ...properties, device_id, timestamp, message_id };
}
