import type { DurableLog } from "../../storage/durable-log.ts";
import type { StoredMessage } from "./message.ts";
import type { QueueAttributes } from "./queue-settings.ts";

/** One durable event in the life of the queues; replaying it twice does no harm. */
export type QueueEvent =
  | {
      readonly event: "queue";
      readonly queue: string;
      readonly createdAt: number;
      readonly attributes: QueueAttributes;
    }
  | { readonly event: "dropped"; readonly queue: string }
  | { readonly event: "purged"; readonly queue: string }
  | { readonly event: "sent"; readonly queue: string; readonly messages: readonly StoredMessage[] }
  | { readonly event: "removed"; readonly queue: string; readonly ids: readonly string[] }
  | { readonly event: "moved"; readonly from: string; readonly to: string; readonly ids: readonly string[] };

const COMPACT_ABOVE_BYTES = 8 * 1024 * 1024;
const COMPACT_FACTOR = 3;

/**
 * Replaces a log by `snapshot`, the events that rebuild the queues as they are now, whenever most of it is history. Call the
 * result after every append.
 */
export function createCompaction(
  log: DurableLog<QueueEvent>,
  snapshot: () => Iterable<QueueEvent>,
): () => void {
  let limit = COMPACT_ABOVE_BYTES;
  let busy = false;

  const compact = async (): Promise<void> => {
    try {
      await log.rewrite(snapshot());
      limit = Math.max(COMPACT_ABOVE_BYTES, log.size * COMPACT_FACTOR);
    } catch (error) {
      // The log still holds everything, only longer than it need be; a later append tries again.
      console.error(`sqs: cannot compact the log: ${String(error)}`);
      limit = log.size * 2;
    } finally {
      busy = false;
    }
  };

  return () => {
    if (busy || log.size <= limit) return;
    busy = true;
    // By the next turn of the event loop every acknowledged event is part of the snapshot.
    setImmediate(() => void compact());
  };
}
