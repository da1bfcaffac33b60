import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { JsonValue } from "./json.ts";

/**
 * One normalised reading: `timestamp` is ISO 8601 UTC with milliseconds and `Z`; every other key is a property of the
 * device. Records of equal (device_id, timestamp, message_id) are the same record.
 */
export interface TelemetryRecord {
  readonly device_id: string;
  readonly timestamp: string;
  readonly message_id: string;
  readonly [property: string]: JsonValue;
}

/** The names that a record uses for itself; no property may bear them. */
export const RECORD_FIELDS = ["device_id", "timestamp", "message_id"] as const;

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Schema of a normalised record; undeclared properties are kept, and being read from JSON they need no look of their own. */
export const telemetryRecordSchema = z.catchall(
  z.object({
    device_id: z.string().check(z.minLength(1), z.maxLength(128)),
    timestamp: z.string().check(z.regex(TIMESTAMP)),
    message_id: z.string().check(z.minLength(1), z.maxLength(256)),
  }),
  z.custom<JsonValue>(),
);

/** Splits a record into its identity and its properties, as stores keep them. */
export function splitRecord(record: TelemetryRecord): {
  device_id: string;
  timestamp: string;
  message_id: string;
  properties: Record<string, JsonValue>;
} {
  const { device_id, timestamp, message_id, ...properties } = record;
  return { device_id, timestamp, message_id, properties };
}

/** The base64url SHA-256 of a record's identity: the document id of every store. */
export function recordDigest(
  record: Pick<TelemetryRecord, "device_id" | "timestamp" | "message_id">,
): string {
  const identity = JSON.stringify([record.device_id, record.timestamp, record.message_id]);
  return createHash("sha256").update(identity).digest("base64url");
}

/** The key by which the records of one device are ordered in every store: `timestamp#digest`. */
export function sortKey(record: Pick<TelemetryRecord, "device_id" | "timestamp" | "message_id">): string {
  return `${record.timestamp}#${recordDigest(record)}`;
}
