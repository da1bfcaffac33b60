import { block, count, flag, requiredText, text, texts } from "../arm/attributes.ts";
import { nameOf } from "../arm/ids.ts";
import type { Inventory, Resource } from "../arm/inventory.ts";
import { ttlMs } from "../storage/message-ttl.ts";
import { assignedIdentities, userAssigned } from "../identity/principals.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { EventGridEvent } from "./event-grid-event.ts";

/** A place that a subscription delivers to, and as whom; without an identity Event Grid uses the account's key. */
export interface Destination {
  readonly storageAccountId: string;
  /** Queue or container. */
  readonly name: string;
  readonly principalId?: string;
  /** Whether the subscription asks for an identity that is not assigned to its topic. */
  readonly identityMissing: boolean;
}

/** An event subscription, read from its resource. */
export interface EventSubscription {
  readonly id: string;
  readonly name: string;
  readonly queue: Destination;
  readonly messageTtlMs?: number;
  readonly deadLetter?: Destination;
  readonly maxAttempts: number;
  readonly eventTtlMs: number;
  accepts(event: EventGridEvent): boolean;
}

/** The subscriptions of the system topics of a source. */
export function subscriptionsOf(inventory: Inventory, sourceId: string): EventSubscription[] {
  const topics = inventory
    .ofType("azurerm_eventgrid_system_topic")
    .filter(({ attributes }) => isSource(attributes, sourceId));
  return topics.flatMap((topic) =>
    inventory
      .ofType("azurerm_eventgrid_system_topic_event_subscription")
      .filter(({ id }) => id.toLowerCase().startsWith(`${topic.id.toLowerCase()}/`))
      .map((resource) => toSubscription(inventory, { resource, topic })),
  );
}

/** The subscription of an id, as it is now. */
export function subscriptionById(inventory: Inventory, id: string): EventSubscription | undefined {
  const resource = inventory.get(id);
  const topic = inventory.get(id.slice(0, id.toLowerCase().lastIndexOf("/eventsubscriptions/")));
  return resource && topic && toSubscription(inventory, { resource, topic });
}

function isSource(topic: Attributes, sourceId: string): boolean {
  const source = text(topic, "source_resource_id") ?? text(topic, "source_arm_resource_id");
  return source?.toLowerCase() === sourceId.toLowerCase();
}

interface Place {
  readonly resource: Resource;
  readonly topic: Resource;
}

function toSubscription(inventory: Inventory, place: Place): EventSubscription {
  const { id, attributes } = place.resource;
  const queue = block(attributes, "storage_queue_endpoint") ?? {};
  const deadLetter = block(attributes, "storage_blob_dead_letter_destination");
  const retry = block(attributes, "retry_policy") ?? {};
  const ttl = count(queue, "queue_message_time_to_live_in_seconds");
  return {
    id,
    name: nameOf(id),
    queue: destination(inventory, place, {
      target: queue,
      name: "queue_name",
      identity: "delivery_identity",
    }),
    ...(ttl !== undefined && { messageTtlMs: ttlMs(ttl) }),
    ...(deadLetter && {
      deadLetter: destination(inventory, place, {
        target: deadLetter,
        name: "storage_blob_container_name",
        identity: "dead_letter_identity",
      }),
    }),
    maxAttempts: count(retry, "max_delivery_attempts") ?? 30,
    eventTtlMs: (count(retry, "event_time_to_live") ?? 1440) * 60_000,
    accepts: filterOf(attributes),
  };
}

interface DestinationBlocks {
  readonly target: Attributes;
  readonly name: string;
  readonly identity: string;
}

function destination(
  inventory: Inventory,
  { resource, topic }: Place,
  blocks: DestinationBlocks,
): Destination {
  const place = {
    storageAccountId: requiredText(blocks.target, "storage_account_id"),
    name: requiredText(blocks.target, blocks.name),
  };
  const wanted = block(resource.attributes, blocks.identity);
  if (!wanted) return { ...place, identityMissing: false };
  const assigned = assignedIdentities(inventory, topic);
  const id = text(wanted, "user_assigned_identity");
  const named = id === undefined ? topic.id : userAssigned(inventory, id)?.resource;
  const principal = assigned.find((one) => one.resource === named);
  return { ...place, identityMissing: !principal, ...(principal && { principalId: principal.principalId }) };
}

function filterOf(attributes: Attributes): (event: EventGridEvent) => boolean {
  const types = texts(attributes, "included_event_types");
  const subject = block(attributes, "subject_filter") ?? {};
  const fold = (value: string): string => (flag(subject, "case_sensitive") ? value : value.toLowerCase());
  const [begins, ends] = [
    text(subject, "subject_begins_with") ?? "",
    text(subject, "subject_ends_with") ?? "",
  ].map(fold);
  return (event) =>
    (types.length === 0 || types.includes(event.eventType)) &&
    fold(event.subject).startsWith(begins ?? "") &&
    fold(event.subject).endsWith(ends ?? "");
}
