import type { DurableLog } from "../../storage/durable-log.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Timers } from "../timers.ts";
import { createAcknowledgements } from "./acknowledgements.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import type { Delivery, DeliveryQueue } from "./delivery-queue.ts";
import { compacted, replay } from "./message-log.ts";
import type { PubsubEntry } from "./message-log.ts";
import { DELETED_TOPIC } from "./model.ts";
import type { Message, NewMessage, SubscriptionConfig, TopicConfig } from "./model.ts";

/**
 * How a topic or subscription came to be: Terraform's stand in the daemon's registry, which brings them back after a
 * restart (`restored`); those of REST callers stand in the log.
 */
export type Origin = "terraform" | "restored" | "rest";

/** A subscription at work. */
export interface Subscription {
  readonly config: SubscriptionConfig;
  readonly queue: DeliveryQueue;
  /** Writes down that the message is done with, and forgets it. */
  settle(delivery: Delivery): Promise<void>;
}

/** Topics, subscriptions and what is owed to them. A publish that resolved survives a killed process. */
export interface Broker {
  createTopic(topic: TopicConfig, origin: Origin): Promise<void>;
  topic(name: string): TopicConfig | undefined;
  deleteTopic(name: string): Promise<void>;
  createSubscription(config: SubscriptionConfig, origin: Origin): Promise<void>;
  updateSubscription(config: SubscriptionConfig): Promise<void>;
  subscription(name: string): Subscription | undefined;
  deleteSubscription(name: string): Promise<void>;
  /** Answers the ids of the messages, in their order. Throws NOT_FOUND for an unknown topic. */
  publish(topic: string, messages: readonly NewMessage[]): Promise<readonly string[]>;
  /** Calls back for each subscription that comes (with itself) or goes or changes (with undefined first). */
  onSubscription(callback: (name: string, subscription: Subscription | undefined) => void): void;
  /** Forgets what is owed to subscriptions that nobody brought back after a restart. */
  dropOrphans(): void;
  /** Hands nothing out any more. */
  stop(): void;
}

/** Below this size a log is never compacted. */
const MIN_COMPACTION_BYTES = 16 * 1024 * 1024;

/** Opens Pub/Sub on a log; `warn` hears of failures that nobody waits for. */
export async function openBroker(deps: {
  log: DurableLog<PubsubEntry>;
  timers: Timers;
  warn: (text: string) => void;
}): Promise<Broker> {
  const { log, timers } = deps;
  const made = await replay(log.entries);
  const topics = new Map<string, TopicConfig>(made.topics);
  const subscriptions = new Map<string, Subscription>();
  const listeners: ((name: string, subscription: Subscription | undefined) => void)[] = [];
  const nextId = createIds(timers);
  let compactAt = Math.max(MIN_COMPACTION_BYTES, log.size * 2);

  const announce = (name: string, subscription: Subscription | undefined): void => {
    for (const listener of listeners) listener(name, subscription);
  };

  const owed = function* (): Iterable<readonly [string, Iterable<Message>]> {
    for (const [name, { queue }] of subscriptions) yield [name, queue.owed()];
    for (const [name, messages] of made.backlog) yield [name, messages.values()];
  };

  /** Publishes that no queue holds yet: a compaction must keep them. */
  const publishing = new Set<PubsubEntry>();

  const everything = (): Iterable<PubsubEntry> => [...compacted(made, owed()), ...publishing];

  const compactIfLarge = async (): Promise<void> => {
    if (log.size < compactAt) return;
    compactAt = Number.POSITIVE_INFINITY;
    try {
      await log.rewrite(everything());
    } catch (error) {
      deps.warn(`Pub/Sub could not compact its log: ${String(error)}`);
    }
    compactAt = Math.max(MIN_COMPACTION_BYTES, log.size * 2);
  };

  const acknowledgements = createAcknowledgements((ids) => log.append({ kind: "ack", ids }));

  const start = (config: SubscriptionConfig): void => {
    const queue = createDeliveryQueue(timers, config.retentionSeconds * 1000);
    queue.offer(made.backlog.get(config.name)?.values() ?? []);
    made.backlog.delete(config.name);
    const settle = async (delivery: Delivery): Promise<void> => {
      await acknowledgements.add(config.name, delivery.message.id);
      queue.settle(delivery);
    };
    const subscription = { config, queue, settle };
    subscriptions.set(config.name, subscription);
    announce(config.name, subscription);
  };

  const replace = (current: Subscription, config: SubscriptionConfig): void => {
    made.backlog.set(config.name, new Map([...current.queue.owed()].map((message) => [message.id, message])));
    stop(config.name);
    start(config);
  };

  const stop = (name: string): void => {
    announce(name, undefined);
    subscriptions.get(name)?.queue.close();
    subscriptions.delete(name);
  };

  const subscribersOf = (topic: string): readonly Subscription[] =>
    [...subscriptions.values()].filter(({ config }) => config.topic === topic);

  const publishTo = async (names: readonly string[], messages: readonly Message[]): Promise<void> => {
    const entry: PubsubEntry = { kind: "publish", subscriptions: names, messages };
    publishing.add(entry);
    try {
      await log.append(entry);
      for (const name of names) subscriptions.get(name)?.queue.offer(messages);
    } finally {
      publishing.delete(entry);
    }
    void compactIfLarge();
  };

  for (const config of made.subscriptions.values()) start(config);

  return {
    async createTopic(topic, origin) {
      if (topics.has(topic.name)) throw alreadyExists(topic.name);
      topics.set(topic.name, topic);
      if (origin !== "rest") return;
      made.topics.set(topic.name, topic);
      await log.append({ kind: "topic", topic });
    },
    topic: (name) => topics.get(name),
    async deleteTopic(name) {
      if (!topics.delete(name)) throw notFound(name);
      for (const subscriber of subscribersOf(name)) {
        replace(subscriber, { ...subscriber.config, topic: DELETED_TOPIC });
      }
      if (made.topics.delete(name)) await log.append({ kind: "topic-deleted", name });
    },
    async createSubscription(config, origin) {
      if (subscriptions.has(config.name)) throw alreadyExists(config.name);
      if (!topics.has(config.topic)) throw notFound(config.topic);
      if (origin === "restored") return start(config);
      // What was owed to an earlier subscription of that name must not come back with the next start.
      made.backlog.delete(config.name);
      await log.append({ kind: "subscription-deleted", name: config.name });
      start(config);
      if (origin === "terraform") return;
      made.subscriptions.set(config.name, config);
      await log.append({ kind: "subscription", subscription: config });
    },
    async updateSubscription(config) {
      const current = subscriptions.get(config.name);
      if (!current) throw notFound(config.name);
      replace(current, config);
      if (!made.subscriptions.has(config.name)) return;
      made.subscriptions.set(config.name, config);
      await log.append({ kind: "subscription", subscription: config });
    },
    subscription: (name) => subscriptions.get(name),
    async deleteSubscription(name) {
      if (!subscriptions.has(name)) throw notFound(name);
      stop(name);
      made.subscriptions.delete(name);
      // What was deleted must not stay on disk.
      await log.rewrite(everything());
    },
    async publish(topic, incoming) {
      if (!topics.has(topic)) throw notFound(topic);
      const publishedAt = timers.now();
      const messages = incoming.map((message) => ({ ...message, id: nextId(), publishedAt }));
      const names = subscribersOf(topic).map(({ config }) => config.name);
      if (names.length > 0) await publishTo(names, messages);
      return messages.map(({ id }) => id);
    },
    onSubscription(callback) {
      listeners.push(callback);
      for (const [name, subscription] of subscriptions) callback(name, subscription);
    },
    dropOrphans() {
      made.backlog.clear();
    },
    stop() {
      for (const name of subscriptions.keys()) stop(name);
    },
  };
}

/** Ids that grow, also across restarts. */
function createIds(timers: Timers): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, timers.now() * 1000);
    return String(last);
  };
}

function alreadyExists(name: string): GoogleError {
  return new GoogleError(
    "ALREADY_EXISTS",
    `Resource already exists in the project (resource=${name.split("/").at(-1)}).`,
  );
}

function notFound(name: string): GoogleError {
  return new GoogleError("NOT_FOUND", `Resource not found (resource=${name.split("/").at(-1)}).`);
}
