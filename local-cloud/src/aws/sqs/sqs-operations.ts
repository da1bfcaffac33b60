import type { ApiCall } from "../api/api-service.ts";
import type { QueueAddresses } from "./queue-addresses.ts";
import type { Queues } from "./queues.ts";

/** What the API of SQS needs. */
export interface SqsApiOptions {
  readonly queues: Queues;
  readonly addresses: QueueAddresses;
}

/** Operations by name; each resolves to what the caller gets as JSON. */
export type Operations = Readonly<Record<string, (call: ApiCall) => Promise<unknown>>>;
