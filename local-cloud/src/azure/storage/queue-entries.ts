import type { QueueMessage, StoredQueue } from "./stored-queue.ts";

/** One durable change of a queue, named `account/queue`. */
export type QueueEntry =
  | { readonly op: "create"; readonly queue: string; readonly metadata: Record<string, string> }
  | { readonly op: "drop" | "clear"; readonly queue: string }
  | ({ readonly op: "put"; readonly queue: string } & QueueMessage)
  | { readonly op: "delete"; readonly queue: string; readonly id: string }
  | ({ readonly op: "show"; readonly queue: string; readonly text?: string } & Pick<
      QueueMessage,
      "id" | "visible" | "count" | "receipt"
    >);

/** What replaying needs besides the queues. */
export interface Replaying {
  readonly now: () => number;
  readonly createQueue: (metadata: Record<string, string>) => StoredQueue;
}

/** Applies one change; one that was applied before changes nothing. */
export function replayQueueEntry(
  queues: Map<string, StoredQueue>,
  entry: QueueEntry,
  { now, createQueue }: Replaying,
): void {
  const stored = queues.get(entry.queue);
  if (entry.op === "create") {
    if (stored) stored.metadata = entry.metadata;
    else queues.set(entry.queue, createQueue(entry.metadata));
  } else if (entry.op === "drop") {
    queues.delete(entry.queue);
  } else if (stored) {
    changeMessages(stored, entry, now());
  }
}

function changeMessages(stored: StoredQueue, entry: QueueEntry, now: number): void {
  if (entry.op === "put") {
    if (stored.messages.has(entry.id) || entry.expires <= now) return;
    const { op: _op, queue: _queue, ...message } = entry;
    stored.messages.set(message.id, message);
    stored.order.add(message, now);
  } else if (entry.op === "delete") {
    stored.messages.delete(entry.id);
  } else if (entry.op === "clear") {
    stored.messages.clear();
  } else if (entry.op === "show") {
    show(stored, entry, now);
  }
}

function show(stored: StoredQueue, entry: Extract<QueueEntry, { op: "show" }>, now: number): void {
  const message = stored.messages.get(entry.id);
  if (!message) return;
  const moved = message.visible !== entry.visible;
  message.visible = entry.visible;
  message.count = entry.count;
  message.receipt = entry.receipt;
  message.lent = false;
  if (entry.text !== undefined) message.text = entry.text;
  if (moved) stored.order.add(message, now);
}

/** The entries that make these queues from nothing. */
export function* snapshotQueues(queues: ReadonlyMap<string, StoredQueue>): Generator<QueueEntry> {
  for (const [queue, { metadata, messages }] of queues) {
    yield { op: "create", queue, metadata };
    for (const { lent, ...message } of messages.values()) {
      yield { op: "put", queue, ...message, visible: lent ? message.inserted : message.visible };
    }
  }
}
