import type { DurableLog } from "../../storage/durable-log.ts";
import type { Message, SubscriptionConfig, TopicConfig } from "./model.ts";

/** What Pub/Sub writes down. Topics and subscriptions of Terraform stand in the daemon's registry; only those made by REST stand here. */
export type PubsubEntry =
  | {
      readonly kind: "publish";
      readonly subscriptions: readonly string[];
      readonly messages: readonly Message[];
    }
  | { readonly kind: "ack"; readonly ids: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: "topic"; readonly topic: TopicConfig }
  | { readonly kind: "topic-deleted"; readonly name: string }
  | { readonly kind: "subscription"; readonly subscription: SubscriptionConfig }
  | { readonly kind: "subscription-deleted"; readonly name: string };

/** What a log says after it was read: what each subscription is owed, and what was made by REST. */
export interface ReplayedLog {
  readonly backlog: Map<string, Map<string, Message>>;
  readonly topics: Map<string, TopicConfig>;
  readonly subscriptions: Map<string, SubscriptionConfig>;
}

/** Reads a log from its start. */
export async function replay(entries: DurableLog<PubsubEntry>["entries"]): Promise<ReplayedLog> {
  const state: ReplayedLog = { backlog: new Map(), topics: new Map(), subscriptions: new Map() };
  for await (const entry of entries) apply(state, entry);
  return state;
}

function apply(state: ReplayedLog, entry: PubsubEntry): void {
  switch (entry.kind) {
    case "publish":
      return addMessages(state.backlog, entry.subscriptions, entry.messages);
    case "ack":
      return removeMessages(state.backlog, entry.ids);
    case "topic":
      state.topics.set(entry.topic.name, entry.topic);
      return;
    case "topic-deleted":
      state.topics.delete(entry.name);
      return;
    case "subscription":
      state.subscriptions.set(entry.subscription.name, entry.subscription);
      return;
    case "subscription-deleted":
      state.subscriptions.delete(entry.name);
      state.backlog.delete(entry.name);
  }
}

function addMessages(
  backlog: ReplayedLog["backlog"],
  subscriptions: readonly string[],
  messages: readonly Message[],
): void {
  for (const name of subscriptions) {
    const owed = backlog.get(name) ?? new Map<string, Message>();
    backlog.set(name, owed);
    for (const message of messages) owed.set(message.id, message);
  }
}

function removeMessages(
  backlog: ReplayedLog["backlog"],
  ids: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [name, acknowledged] of Object.entries(ids)) {
    for (const id of acknowledged) backlog.get(name)?.delete(id);
  }
}

/** The shortest log with the same meaning: one entry per message that somebody is still owed. */
export function* compacted(
  made: Pick<ReplayedLog, "topics" | "subscriptions">,
  owed: Iterable<readonly [subscription: string, messages: Iterable<Message>]>,
): Iterable<PubsubEntry> {
  for (const topic of made.topics.values()) yield { kind: "topic", topic };
  for (const subscription of made.subscriptions.values()) yield { kind: "subscription", subscription };
  const owners = new Map<Message, string[]>();
  for (const [name, messages] of owed) {
    for (const message of messages) owners.set(message, [...(owners.get(message) ?? []), name]);
  }
  for (const [message, subscriptions] of owners)
    yield { kind: "publish", subscriptions, messages: [message] };
}
