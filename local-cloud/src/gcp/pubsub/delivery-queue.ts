import type { Timers } from "../timers.ts";
import type { Message } from "./model.ts";

/** One message on its way to one subscriber; `attempts` counts how often it was handed out. */
export interface Delivery {
  readonly message: Message;
  attempts: number;
}

/** What one subscription still owes its subscriber, in order of publishing; messages that wait for a retry stand aside until they are due. */
export interface DeliveryQueue {
  /** Adds messages; one that is owed already is not added twice. */
  offer(messages: Iterable<Message>): void;
  /** Hands out the next ready message, or undefined. It stays owed until `settle`. */
  take(): Delivery | undefined;
  /** The message is done with. */
  settle(delivery: Delivery): void;
  /** Hands the message out again after so many milliseconds. */
  retry(delivery: Delivery, afterMs: number): void;
  /** Calls back whenever a message becomes ready. */
  onReady(callback: () => void): () => void;
  /** Everything that is not settled. */
  owed(): Iterable<Message>;
  readonly ready: number;
  close(): void;
}

interface Delayed {
  readonly due: number;
  readonly delivery: Delivery;
}

/** An empty queue; messages older than `retentionMs` are dropped instead of handed out. */
export function createDeliveryQueue(timers: Timers, retentionMs: number): DeliveryQueue {
  const owed = new Map<string, Delivery>();
  const ready = createFifo<Delivery>();
  const delayed: Delayed[] = [];
  const listeners = new Set<() => void>();
  let cancelTimer = (): void => {};

  const announce = (): void => {
    for (const listener of listeners) listener();
  };

  const arm = (): void => {
    cancelTimer();
    const next = delayed.at(-1);
    cancelTimer = next ? timers.after(Math.max(0, next.due - timers.now()), release) : () => {};
  };

  const release = (): void => {
    const now = timers.now();
    for (let next = delayed.at(-1); next && next.due <= now; next = delayed.at(-1)) {
      delayed.pop();
      ready.push(next.delivery);
    }
    arm();
    if (ready.length > 0) announce();
  };

  return {
    offer(messages) {
      for (const message of messages) {
        if (owed.has(message.id)) continue;
        const delivery = { message, attempts: 0 };
        owed.set(message.id, delivery);
        ready.push(delivery);
      }
      if (ready.length > 0) announce();
    },
    take() {
      for (let next = ready.shift(); next; next = ready.shift()) {
        if (next.message.publishedAt + retentionMs > timers.now()) {
          next.attempts += 1;
          return next;
        }
        owed.delete(next.message.id);
      }
      return undefined;
    },
    settle(delivery) {
      owed.delete(delivery.message.id);
    },
    retry(delivery, afterMs) {
      insertByDue(delayed, { due: timers.now() + afterMs, delivery });
      arm();
    },
    onReady(callback) {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    *owed() {
      for (const delivery of owed.values()) yield delivery.message;
    },
    get ready() {
      return ready.length;
    },
    close() {
      cancelTimer();
      listeners.clear();
    },
  };
}

/** Keeps the list descending by due time, so that the next one is popped from its end. */
function insertByDue(delayed: Delayed[], entry: Delayed): void {
  let low = 0;
  let high = delayed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((delayed[middle]?.due ?? 0) > entry.due) low = middle + 1;
    else high = middle;
  }
  delayed.splice(low, 0, entry);
}

interface Fifo<Item> {
  push(item: Item): void;
  shift(): Item | undefined;
  readonly length: number;
}

/** A queue whose `shift` does not move the rest, however long it is. */
function createFifo<Item>(): Fifo<Item> {
  let incoming: Item[] = [];
  let outgoing: Item[] = [];
  return {
    push(item) {
      incoming.push(item);
    },
    shift() {
      if (outgoing.length === 0) {
        outgoing = incoming.toReversed();
        incoming = [];
      }
      return outgoing.pop();
    },
    get length() {
      return incoming.length + outgoing.length;
    },
  };
}
