import * as z from "zod/mini";
import { CLOUDS } from "./clouds.ts";
import { FUNCTIONS } from "./functions.ts";
import { SLOTS } from "./slots.ts";

/** Where a twin may be deployed. */
export const TARGETS = ["local", "cloud"] as const;

/** One of the two targets. */
export type Target = (typeof TARGETS)[number];

/** How one device reaches its twin. mqtt: `url` is `mqtts://HOST:PORT`, QoS 1; pubsub: `url` is the `:publish` endpoint. */
export const deviceConnectionSchema = z.strictObject({
  protocol: z.enum(["mqtt", "pubsub"]),
  url: z.string(),
  topic: z.optional(z.string()),
  client_id: z.optional(z.string()),
  username: z.optional(z.string()),
  password: z.optional(z.string()),
  ca_file: z.string(),
  cert_file: z.optional(z.string()),
  key_file: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.string())),
});

/** How one device reaches its twin. */
export type DeviceConnection = z.infer<typeof deviceConnectionSchema>;

const deployedFunction = z.strictObject({
  name: z.enum(FUNCTIONS),
  cloud: z.enum(CLOUDS),
  slot: z.enum(SLOTS),
  url: z.optional(z.string()),
  sha256: z.string(),
});

/** One deployed function; `sha256` is that of the sealed zip, `url` is given for public ones. */
export type DeployedFunction = z.infer<typeof deployedFunction>;

/** `.twin/<twin>/outputs.json`: what the last deploy made, with all that a device or a reader needs. */
export const outputsSchema = z.strictObject({
  twin: z.string(),
  target: z.enum(TARGETS),
  providers: z.record(z.enum(SLOTS), z.enum(CLOUDS)),
  hot_reader: z.strictObject({
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    ca_file: z.string(),
  }),
  ingest: z.record(z.string(), deviceConnectionSchema),
  functions: z.array(deployedFunction),
});

/** The content of `.twin/<twin>/outputs.json`. */
export type Outputs = z.infer<typeof outputsSchema>;

/** One thing that is wrong with a twin project; `path` is a JSON path such as `$[0].properties[1].dataType`. */
const findingSchema = z.strictObject({
  file: z.string(),
  path: z.string(),
  found: z.string(),
  expected: z.string(),
  severity: z.enum(["error", "warning"]),
});

/** One thing that is wrong with a twin project. */
export type Finding = z.infer<typeof findingSchema>;

/** What `twin validate --json` prints; `ok` means that there is no error. */
export const validationSchema = z.strictObject({ ok: z.boolean(), findings: z.array(findingSchema) });

/** What `twin validate --json` prints. */
export type Validation = z.infer<typeof validationSchema>;

/** How a twin is doing: not there, its deploy was cut short, standing, or standing on a platform that does not answer. */
const TWIN_STATES = ["absent", "incomplete", "deployed", "unreachable"] as const;

/** How a twin is doing. */
export type TwinState = (typeof TWIN_STATES)[number];

const functionStatus = z.strictObject({
  name: z.enum(FUNCTIONS),
  cloud: z.enum(CLOUDS),
  slot: z.enum(SLOTS),
  invocations: z.int(),
  errors: z.int(),
  last_error: z.optional(z.string()),
});

/** How one function is doing. */
export type FunctionHealth = z.infer<typeof functionStatus>;

/** What `twin status --json` prints: received = deliveries to the dispatcher, rejected = refused there, stored = first writes. */
export const statusSchema = z.strictObject({
  twin: z.string(),
  state: z.enum(TWIN_STATES),
  messages: z.strictObject({ received: z.int(), stored: z.int(), rejected: z.int() }),
  functions: z.array(functionStatus),
});

/** What `twin status --json` prints. */
export type TwinStatus = z.infer<typeof statusSchema>;
