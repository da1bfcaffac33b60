import type { HttpRequest } from "../http/https-endpoint.ts";
import type { QueueStore } from "./queue-store.ts";

/** One request to a queue of an account, taken apart. */
export interface QueueRequest {
  readonly store: QueueStore;
  readonly http: HttpRequest;
  readonly account: string;
  /** `account/queue`, the name in the store. */
  readonly queue: string;
  readonly messageId: string;
}
