/** One published message; `data` is base64, `publishedAt` is ms since 1970. */
export interface Message {
  readonly id: string;
  readonly data: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly publishedAt: number;
}

/** A message as a publisher hands it in. */
export type NewMessage = Pick<Message, "data" | "attributes">;

/** A topic by its full name `projects/p/topics/t`. */
export interface TopicConfig {
  readonly name: string;
}

/** Where a push subscription delivers, and as whom. */
export interface PushConfig {
  readonly endpoint: string;
  readonly serviceAccount?: string;
  readonly audience?: string;
}

/** A subscription by its full name `projects/p/subscriptions/s`; all times in seconds. */
export interface SubscriptionConfig {
  readonly name: string;
  readonly topic: string;
  readonly ackDeadlineSeconds: number;
  readonly retentionSeconds: number;
  readonly push?: PushConfig;
  readonly retry?: { readonly minimumSeconds: number; readonly maximumSeconds: number };
  readonly deadLetter?: { readonly topic: string; readonly maxAttempts: number };
}

/** Where a topic stands that was deleted under its subscriptions. */
export const DELETED_TOPIC = "_deleted-topic_";

/** Pub/Sub keeps a message for seven days unless told otherwise. */
export const DEFAULT_RETENTION_SECONDS = 604_800;

/** Pub/Sub's retry policy when a subscription sets only one side (https://cloud.google.com/pubsub/docs/handling-failures#exponential_backoff). */
export const DEFAULT_RETRY = { minimumSeconds: 10, maximumSeconds: 600 };
