import type { Cloud } from "./clouds.ts";
import type { FunctionName } from "./functions.ts";

/**
 * The environment contract: which variables each function needs on each cloud. Only wiring goes here (endpoints, names,
 * keys); what a function must know of its twin travels in the twin file of its zip.
 *
 * - `REMOTE_INGESTION_URL`, `REMOTE_WRITER_URL`: https URL of the receiver on another cloud; present only when the edge crosses.
 * - `REMOTE_INGESTION_KEY`, `REMOTE_WRITER_KEY`: `<key id>:<base64url secret>` with which requests on that edge are signed.
 * - `INGESTION_KEYS`, `HOT_WRITER_KEYS`: comma-separated keys (one, or two while rotating) that the receiver accepts.
 * - `HOT_READER_TOKENS`: comma-separated bearer tokens (one, or two while rotating).
 * - `PROCESSOR_HOP_URL`, `PERSISTER_HOP_URL`: the durable hop into that function: SQS queue URL, Storage queue URL, or
 *   the Pub/Sub topic as `https://HOST/v1/projects/P/topics/T`.
 * - `HOT_TABLE_NAME` (aws); `COSMOS_ENDPOINT`, `COSMOS_DATABASE`, `COSMOS_CONTAINER` (azure); `FIRESTORE_PROJECT`,
 *   `FIRESTORE_DATABASE`, `FIRESTORE_COLLECTION` (gcp).
 * - `AZURE_CLIENT_ID` (azure): the user-assigned identity of the function's app.
 */
export type EnvironmentName =
  | "REMOTE_INGESTION_URL"
  | "REMOTE_INGESTION_KEY"
  | "INGESTION_KEYS"
  | "REMOTE_WRITER_URL"
  | "REMOTE_WRITER_KEY"
  | "HOT_WRITER_KEYS"
  | "HOT_READER_TOKENS"
  | "PROCESSOR_HOP_URL"
  | "PERSISTER_HOP_URL"
  | "HOT_TABLE_NAME"
  | "COSMOS_ENDPOINT"
  | "COSMOS_DATABASE"
  | "COSMOS_CONTAINER"
  | "FIRESTORE_PROJECT"
  | "FIRESTORE_DATABASE"
  | "FIRESTORE_COLLECTION"
  | "AZURE_CLIENT_ID";

/** What a function may lean on, before any cloud is chosen. `a|b` in a twin is decided by the topology. */
export type Need = "ingestion-edge" | "writer-edge" | "processor-hop" | "persister-hop" | "hot-store";

const HOT_STORE: Readonly<Record<Cloud, readonly EnvironmentName[]>> = {
  aws: ["HOT_TABLE_NAME"],
  azure: ["COSMOS_ENDPOINT", "COSMOS_DATABASE", "COSMOS_CONTAINER"],
  gcp: ["FIRESTORE_PROJECT", "FIRESTORE_DATABASE", "FIRESTORE_COLLECTION"],
};

const NEEDS: Readonly<Record<Need, (cloud: Cloud) => readonly EnvironmentName[]>> = {
  "ingestion-edge": () => ["REMOTE_INGESTION_URL", "REMOTE_INGESTION_KEY"],
  "writer-edge": () => ["REMOTE_WRITER_URL", "REMOTE_WRITER_KEY"],
  "processor-hop": () => ["PROCESSOR_HOP_URL"],
  "persister-hop": () => ["PERSISTER_HOP_URL"],
  "hot-store": (cloud) => HOT_STORE[cloud],
};

const RECEIVES: Readonly<Partial<Record<FunctionName, readonly EnvironmentName[]>>> = {
  ingestion: ["INGESTION_KEYS"],
  "hot-writer": ["HOT_WRITER_KEYS"],
  "hot-reader": ["HOT_READER_TOKENS"],
};

/** The variables that a function on a cloud needs for what it leans on, in a stable order. */
export function environmentOf(name: FunctionName, cloud: Cloud, needs: readonly Need[]): EnvironmentName[] {
  const wiring = needs.flatMap((need) => NEEDS[need](cloud));
  const identity: EnvironmentName[] = cloud === "azure" ? ["AZURE_CLIENT_ID"] : [];
  return [...(RECEIVES[name] ?? []), ...wiring, ...identity];
}

/** The variables whose values are secrets: never logged, passed to Terraform as sensitive variables. */
export const SECRET_ENVIRONMENT = [
  "REMOTE_INGESTION_KEY",
  "INGESTION_KEYS",
  "REMOTE_WRITER_KEY",
  "HOT_WRITER_KEYS",
  "HOT_READER_TOKENS",
] as const satisfies readonly EnvironmentName[];
