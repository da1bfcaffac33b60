import type { Cloud, Envelope, HopItem, TelemetryRecord } from "@twin2multicloud/model";
import { envelopeSchema, envelopesSchema, telemetryRecordSchema } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";
import type * as z from "zod/mini";

/** Wraps one item into the inter-cloud envelope. */
export function wrap(
  item: HopItem,
  edge: { sourceCloud: Cloud; targetLayer: Envelope["target_layer"]; now: number },
): Envelope {
  return {
    source_cloud: edge.sourceCloud,
    target_layer: edge.targetLayer,
    message_type: "telemetry",
    timestamp: new Date(edge.now).toISOString(),
    payload: { ...item.record },
    trace_id: item.trace_id,
    hop: item.hop + 1,
  };
}

function refuse(path: readonly PropertyKey[], message: string): never {
  throw new PortError("invalid", `${path.length === 0 ? "body" : path.join(".")}: ${message}`);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return refuse([], "expected JSON in UTF-8");
  }
}

function recordIn(envelope: Envelope, path: readonly PropertyKey[]): TelemetryRecord {
  const parsed = telemetryRecordSchema.safeParse(envelope.payload);
  if (parsed.success) return parsed.data;
  const [at, message] = complaintOf(parsed.error.issues[0]);
  return refuse([...path, "payload", ...at], message);
}

/** The first wrong place of a body, in words; a field that nobody knows is named. */
function complaintOf(issue: z.core.$ZodIssue | undefined): [path: readonly PropertyKey[], message: string] {
  if (issue?.code === "unrecognized_keys") return [[...issue.path, issue.keys[0] ?? ""], "unknown field"];
  if (issue?.code === "invalid_type") return [issue.path, `expected ${issue.expected}`];
  if (issue?.code === "invalid_value") return [issue.path, `expected ${issue.values.join(" or ")}`];
  return [issue?.path ?? [], issue?.message ?? "wrong shape"];
}

/** Unwraps the body of a request: one envelope or several. Throws a PortError `invalid` that names the path of the first wrong field. */
export function unwrap(body: Uint8Array, targetLayer: Envelope["target_layer"]): HopItem[] {
  const json = parseJson(body);
  const several = Array.isArray(json);
  const parsed = several ? envelopesSchema.safeParse(json) : envelopeSchema.safeParse(json);
  if (!parsed.success) return refuse(...complaintOf(parsed.error.issues[0]));
  return [parsed.data].flat().map((envelope, index) => {
    const path = several ? [index] : [];
    if (envelope.target_layer !== targetLayer) refuse([...path, "target_layer"], `expected ${targetLayer}`);
    if (envelope.message_type !== "telemetry") refuse([...path, "message_type"], "expected telemetry");
    return { record: recordIn(envelope, path), trace_id: envelope.trace_id, hop: envelope.hop };
  });
}
