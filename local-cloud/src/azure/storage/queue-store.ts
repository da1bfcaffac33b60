import { randomUUID } from "node:crypto";
import type { DurableLog } from "../../storage/durable-log.ts";
import { openJournal } from "../durability/journal.ts";
import { createMessageOrder } from "./message-order.ts";
import { replayQueueEntry, snapshotQueues } from "./queue-entries.ts";
import type { QueueEntry } from "./queue-entries.ts";
import type { QueueMessage, StoredQueue } from "./stored-queue.ts";

/** How messages are handed out. */
export interface TakeOptions {
  readonly max: number;
  readonly visibilityMs: number;
  /** A hold that ends with the process of the holder: after a restart the messages are visible at once. */
  readonly lent?: boolean;
}

/** Why a message cannot be deleted or changed. */
export type Refusal = "QueueNotFound" | "MessageNotFound" | "PopReceiptMismatch";

/** Storage queues by their full name `account/queue`; what a call acknowledged survives a killed daemon. */
export interface QueueStore {
  names(account: string): string[];
  has(queue: string): boolean;
  metadata(queue: string): Readonly<Record<string, string>> | undefined;
  create(queue: string, metadata: Record<string, string>): Promise<void>;
  setMetadata(queue: string, metadata: Record<string, string>): Promise<void>;
  drop(queue: string): Promise<void>;
  put(queue: string, message: { text: string; delayMs?: number; ttlMs?: number }): Promise<QueueMessage>;
  take(queue: string, options: TakeOptions): Promise<QueueMessage[]>;
  peek(queue: string, max: number): QueueMessage[];
  remove(queue: string, id: string, receipt: string): Promise<Refusal | undefined>;
  update(queue: string, held: HeldMessage): Promise<QueueMessage | Refusal>;
  clear(queue: string): Promise<void>;
  length(queue: string): number;
  /** When the next hidden message becomes visible. */
  wakesAt(queue: string): number | undefined;
  /** Calls `listener` whenever a message may have become visible, until the returned function is called. */
  watch(queue: string, listener: () => void): () => void;
  close(): Promise<void>;
}

/** A change of a message by its holder. */
export interface HeldMessage {
  readonly id: string;
  readonly receipt: string;
  readonly visibilityMs: number;
  readonly text?: string;
}

/** Messages stay a week unless the sender says otherwise. */
const DEFAULT_TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** Opens the queues of a log. */
export async function openQueueStore(options: {
  log: DurableLog<QueueEntry>;
  now: () => number;
}): Promise<QueueStore> {
  const { log, now } = options;
  const queues = new Map<string, StoredQueue>();
  const watchers = new Map<string, Set<() => void>>();
  const journal = await openJournal({
    log,
    apply: (entry) => replayQueueEntry(queues, entry, { now, createQueue }),
    snapshot: () => snapshotQueues(queues),
  });

  const wake = (queue: string): void => watchers.get(queue)?.forEach((listener) => listener());

  const held = (queue: string, id: string, receipt: string): QueueMessage | Refusal => {
    const found = queues.get(queue);
    if (!found) return "QueueNotFound";
    const message = found.messages.get(id);
    if (!message || message.expires <= now()) return "MessageNotFound";
    return message.receipt === receipt ? message : "PopReceiptMismatch";
  };

  const hand = (stored: StoredQueue, { max, visibilityMs, lent = false }: TakeOptions): QueueMessage[] => {
    const at = now();
    const taken: QueueMessage[] = [];
    while (taken.length < max) {
      const message = stored.order.next(at);
      if (!message) break;
      if (message.expires <= at) {
        stored.messages.delete(message.id);
        continue;
      }
      message.visible = at + visibilityMs;
      message.count += 1;
      message.receipt = randomUUID();
      message.lent = lent;
      stored.order.add(message, at);
      taken.push(message);
    }
    return taken.map((message) => ({ ...message }));
  };

  return {
    names: (account) =>
      [...queues.keys()]
        .flatMap((name) => (name.startsWith(`${account}/`) ? [name.slice(account.length + 1)] : []))
        .sort(),
    has: (queue) => queues.has(queue),
    metadata: (queue) => queues.get(queue)?.metadata,
    create: (queue, metadata) => journal.record({ op: "create", queue, metadata }),
    setMetadata: (queue, metadata) => journal.record({ op: "create", queue, metadata }),
    drop: (queue) => journal.record({ op: "drop", queue }),
    async put(queue, { text, delayMs = 0, ttlMs = DEFAULT_TTL_MS }) {
      const inserted = now();
      const entry = {
        id: randomUUID(),
        text,
        inserted,
        expires: inserted + ttlMs,
        visible: inserted + delayMs,
        count: 0,
      };
      await journal.record({ op: "put", queue, ...entry, receipt: randomUUID() });
      wake(queue);
      const message = queues.get(queue)?.messages.get(entry.id);
      if (!message) throw new Error(`queue ${queue} was deleted while a message was put into it`);
      return { ...message };
    },
    async take(queue, takeOptions) {
      const stored = queues.get(queue);
      if (!stored) return [];
      const taken = hand(stored, takeOptions);
      if (!takeOptions.lent) {
        await Promise.all(taken.map((one) => journal.record({ op: "show", queue, ...shown(one) })));
      }
      return taken;
    },
    peek: (queue, max) => queues.get(queue)?.order.peek(max, now()) ?? [],
    async remove(queue, id, receipt) {
      const message = held(queue, id, receipt);
      if (typeof message === "string") return message;
      await journal.record({ op: "delete", queue, id });
      return undefined;
    },
    async update(queue, { id, receipt, visibilityMs, text }) {
      const message = held(queue, id, receipt);
      if (typeof message === "string") return message;
      const change = {
        visible: now() + visibilityMs,
        receipt: randomUUID(),
        ...(text !== undefined && { text }),
      };
      await journal.record({ op: "show", queue, ...shown(message), ...change });
      wake(queue);
      return { ...message };
    },
    clear: (queue) => journal.record({ op: "clear", queue }),
    length: (queue) => queues.get(queue)?.messages.size ?? 0,
    wakesAt: (queue) => queues.get(queue)?.order.wakesAt,
    watch(queue, listener) {
      const listeners = watchers.get(queue) ?? new Set();
      watchers.set(queue, listeners.add(listener));
      return () => void listeners.delete(listener);
    },
    close: () => journal.close(),
  };
}

function createQueue(metadata: Record<string, string>): StoredQueue {
  const messages = new Map<string, QueueMessage>();
  return { metadata, messages, order: createMessageOrder((message) => messages.get(message.id) === message) };
}

function shown({
  id,
  visible,
  count,
  receipt,
}: QueueMessage): Pick<QueueMessage, "id" | "visible" | "count" | "receipt"> {
  return { id, visible, count, receipt };
}
