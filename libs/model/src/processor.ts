import type { DataType } from "./twin-file.ts";
import type { TelemetryRecord } from "./telemetry.ts";

/** What a processor may know besides the record: the device's declared properties. */
export interface ProcessorContext {
  readonly device: { readonly id: string; readonly properties: Readonly<Record<string, DataType>> };
}

/**
 * Turns one record into the record to be stored. It must be pure, and must leave device_id, timestamp and message_id as
 * they are; what it throws makes the platform retry the record and, in the end, set it aside as a dead letter.
 */
export type Processor = (record: TelemetryRecord, context: ProcessorContext) => TelemetryRecord;
