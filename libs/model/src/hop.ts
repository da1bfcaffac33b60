import * as z from "zod/mini";
import { MAX_HOPS } from "./limits.ts";
import { telemetryRecordSchema } from "./telemetry.ts";
import type { TelemetryRecord } from "./telemetry.ts";

/** One record on its way, with the W3C trace id (32 hex digits) of its message and the number of hops taken so far. */
export interface HopItem {
  readonly record: TelemetryRecord;
  readonly trace_id: string;
  readonly hop: number;
}

/** Schema of one item of a hop message. */
const hopItemSchema = z.strictObject({
  record: telemetryRecordSchema,
  trace_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  hop: z.int().check(z.gte(0), z.lte(MAX_HOPS)),
});

/** The body of one message of an in-cloud hop: several items that travel together. */
export const hopMessageSchema = z.strictObject({ items: z.array(hopItemSchema).check(z.minLength(1)) });
