import type { DurableLog } from "../../storage/durable-log.ts";
import { AwsError } from "../api/aws-error.ts";
import type { Clock } from "../clock.ts";
import type { NewMessage, ReceivedMessage, StoredMessage } from "./message.ts";
import { storedMessage } from "./new-message.ts";
import { createCompaction } from "./queue-journal.ts";
import type { QueueEvent } from "./queue-journal.ts";
import { queueSettings } from "./queue-settings.ts";
import type { QueueAttributes } from "./queue-settings.ts";
import { applyEvent, snapshotEvents } from "./queue-state.ts";
import type { NamedQueue, QueueState } from "./queue-state.ts";
import type { Queue } from "./queue.ts";

/** How a receiver wants its messages; durations are milliseconds. */
export interface ReceiveOptions {
  readonly limit: number;
  /** Default: the queue's own. */
  readonly hideFor?: number | undefined;
  /** How long to wait for a first message; default: not at all. */
  readonly wait?: number;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/** All queues of the account. What a method acknowledged survives a killed process. */
export interface Queues {
  /** Makes a queue; an equal one that exists is no error. */
  create(name: string, attributes: QueueAttributes): Promise<NamedQueue>;
  /** Throws QueueDoesNotExist. */
  get(name: string): NamedQueue;
  find(name: string): NamedQueue | undefined;
  names(): readonly string[];
  /** Changes the attributes that are given; an empty text takes one away. */
  setAttributes(name: string, attributes: QueueAttributes): Promise<void>;
  drop(name: string): Promise<void>;
  purge(name: string): Promise<void>;
  /** Resolves, when the messages are on disk, to their ids in the same order. */
  send(name: string, messages: readonly NewMessage[]): Promise<string[]>;
  receive(name: string, options: ReceiveOptions): Promise<ReceivedMessage[]>;
  /** Forgets messages; receipts of messages that are gone or in other hands change nothing. */
  remove(name: string, receipts: readonly string[]): Promise<void>;
  /** Closes the log; what is acknowledged is in it. */
  close(): Promise<void>;
}

/** Opens the queues that a log remembers. */
export async function openQueues(log: DurableLog<QueueEvent>, clock: Clock): Promise<Queues> {
  const state: QueueState = new Map();
  const compactIfLong = createCompaction(log, () => snapshotEvents(state));
  for await (const event of log.entries) applyEvent(state, event, clock);

  const get = (name: string): NamedQueue => {
    const queue = state.get(name);
    if (queue) return queue;
    throw new AwsError("QueueDoesNotExist", `The specified queue ${name} does not exist.`);
  };
  const commit = async (event: QueueEvent): Promise<void> => {
    await log.append(event);
    applyEvent(state, event, clock);
    compactIfLong();
  };
  const take = createTake(state, commit);
  const checked = (attributes: QueueAttributes): QueueAttributes => {
    const { redrive } = queueSettings(attributes);
    if (!redrive || state.has(redrive.deadLetterQueue)) return attributes;
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${attributes["RedrivePolicy"]} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  };

  return {
    get,
    find: (name) => state.get(name),
    names: () => [...state.keys()],
    async create(name, attributes) {
      const existing = state.get(name);
      if (existing) return sameQueue(existing, attributes);
      await commit({ event: "queue", queue: name, createdAt: clock.now(), attributes: checked(attributes) });
      return get(name);
    },
    async setAttributes(name, attributes) {
      const { createdAt, attributes: before } = get(name);
      const merged = checked(withoutEmpty({ ...before, ...attributes }));
      await commit({ event: "queue", queue: name, createdAt, attributes: merged });
    },
    drop: (name) => commit({ event: "dropped", queue: get(name).name }),
    purge: (name) => commit({ event: "purged", queue: get(name).name }),
    async send(name, messages) {
      const { settings } = get(name).queue;
      const stored = messages.map((message) => storedMessage(message, settings, clock.now()));
      await commit({ event: "sent", queue: name, messages: stored });
      return stored.map(({ id }) => id);
    },
    async receive(name, { limit, hideFor, wait = 0, signal }) {
      const named = get(name);
      const deadline = clock.now() + wait;
      for (;;) {
        const messages = await take(named, limit, hideFor ?? named.queue.settings.visibilityTimeout);
        const left = deadline - clock.now();
        if (messages.length > 0 || left <= 0 || signal?.aborted) return messages;
        await arrival(named.queue, { wait: left, clock, signal });
      }
    },
    async remove(name, receipts) {
      const { queue } = get(name);
      const ids = receipts.map((receipt) => queue.idOf(receipt)).filter((id) => id !== null);
      if (ids.length > 0) await commit({ event: "removed", queue: name, ids });
    },
    close: () => log.close(),
  };
}

type Take = (named: NamedQueue, limit: number, hideFor: number) => Promise<ReceivedMessage[]>;

function createTake(state: QueueState, commit: (event: QueueEvent) => Promise<void>): Take {
  const leave = async (
    queue: Queue,
    messages: readonly StoredMessage[],
    event: QueueEvent,
  ): Promise<void> => {
    try {
      await commit(event);
    } catch (error) {
      queue.putBack(messages);
      throw error;
    }
  };
  return async ({ name, queue }, limit, hideFor) => {
    const { redrive } = queue.settings;
    // Without its dead-letter queue a message stays where it is, as on AWS.
    const maxReceiveCount =
      redrive && state.has(redrive.deadLetterQueue) ? redrive.maxReceiveCount : Infinity;
    const { messages, dead, expired } = queue.take({ limit, hideFor, maxReceiveCount });
    if (redrive && dead.length > 0) {
      const ids = dead.map(({ id }) => id);
      await leave(queue, dead, { event: "moved", from: name, to: redrive.deadLetterQueue, ids });
    }
    if (expired.length > 0) {
      await leave(queue, expired, { event: "removed", queue: name, ids: expired.map(({ id }) => id) });
    }
    return messages;
  };
}

function sameQueue(existing: NamedQueue, attributes: QueueAttributes): NamedQueue {
  const different = Object.entries(attributes).find(([name, value]) => existing.attributes[name] !== value);
  if (!different) return existing;
  throw new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${different[0]}`,
  );
}

function withoutEmpty(attributes: QueueAttributes): QueueAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
}

function arrival(
  queue: Queue,
  { wait, clock, signal }: { wait: number; clock: Clock; signal: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      stopTimer();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const stopListening = queue.onArrival(done);
    const stopTimer = clock.after(wait, done);
    signal?.addEventListener("abort", done);
  });
}
