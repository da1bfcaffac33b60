import * as z from "zod/mini";
import { CLOUDS } from "./clouds.ts";
import { MAX_HOP_ITEMS, MAX_HOPS } from "./limits.ts";

/** The inter-cloud envelope of the technical specification, section 3; `payload` is a normalised record for telemetry. */
export const envelopeSchema = z.strictObject({
  source_cloud: z.enum(CLOUDS),
  target_layer: z.enum(["L1", "L2", "L3", "L4"]),
  message_type: z.enum(["telemetry", "event", "command"]),
  timestamp: z.iso.datetime(),
  payload: z.record(z.string(), z.json()),
  trace_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  hop: z.int().check(z.gte(0), z.lte(MAX_HOPS)),
});

/** One message between two clouds. */
export type Envelope = z.infer<typeof envelopeSchema>;

/** The body of one request between two clouds is one envelope, or several that travel together. */
export const envelopesSchema = z.array(envelopeSchema).check(z.minLength(1), z.maxLength(MAX_HOP_ITEMS));

/** The answer of a receiver that has made everything durable; `id` names the request, for logs. */
export interface ReceivedResponse {
  readonly status: "received";
  readonly id: string;
}

/** The header that carries a request's signature: `v1 <key id> <unix ms> <base64url HMAC-SHA256>`. */
export const SIGNATURE_HEADER = "x-twin-signature";
