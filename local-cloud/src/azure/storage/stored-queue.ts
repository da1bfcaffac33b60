import type { MessageOrder } from "./message-order.ts";

/** One message; times are milliseconds since 1970. */
export interface QueueMessage {
  readonly id: string;
  text: string;
  readonly inserted: number;
  readonly expires: number;
  visible: number;
  /** How many times it was handed out. */
  count: number;
  /** What whoever holds the message must show to delete or change it. */
  receipt: string;
  /** Whether the present hold ends with the daemon. */
  lent?: boolean;
}

/** A queue and its messages. */
export interface StoredQueue {
  metadata: Record<string, string>;
  readonly messages: Map<string, QueueMessage>;
  readonly order: MessageOrder<QueueMessage>;
}
