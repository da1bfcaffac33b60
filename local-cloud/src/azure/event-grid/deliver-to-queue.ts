import { flag, requiredText } from "../arm/attributes.ts";
import type { Inventory } from "../arm/inventory.ts";
import type { Grants } from "../identity/grants.ts";
import type { DataAction } from "../identity/roles.ts";
import { MAX_MESSAGE_BYTES } from "../storage/queue-messages.ts";
import type { QueueStore } from "../storage/queue-store.ts";
import type { EventGridEvent } from "./event-grid-event.ts";
import type { Destination, EventSubscription } from "./subscription.ts";

/** How a delivery ended; one that cannot succeed is not tried again. */
export type Delivery =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly retry: boolean };

/** What deliveries need. */
export interface DeliveryOptions {
  readonly inventory: Inventory;
  readonly grants: Grants;
  readonly queues: QueueStore;
}

/** Puts an event into the queue of a subscription as base64 of its JSON; resolves when it is durable. */
export async function deliverToQueue(
  { event, subscription }: { event: EventGridEvent; subscription: EventSubscription },
  options: DeliveryOptions,
): Promise<Delivery> {
  const account = accountName(options.inventory, subscription.queue.storageAccountId);
  const target = `${account}/${subscription.queue.name}`;
  const scope = `${subscription.queue.storageAccountId}/queueServices/default/queues/${subscription.queue.name}`;
  const obstacle = obstacleTo(subscription.queue, {
    ...options,
    scope,
    anyOf: ["messages/add", "messages/write"],
  });
  if (obstacle !== undefined) return { ok: false, reason: obstacle, retry: true };
  if (!options.queues.has(target)) return { ok: false, reason: "NotFound", retry: true };
  const text = Buffer.from(JSON.stringify(event)).toString("base64");
  if (text.length > MAX_MESSAGE_BYTES) return { ok: false, reason: "PayloadTooLarge", retry: false };
  const { messageTtlMs } = subscription;
  await options.queues.put(target, { text, ...(messageTtlMs !== undefined && { ttlMs: messageTtlMs }) });
  return { ok: true };
}

/** What is asked before something is written to a storage account. */
export interface WriteQuestion {
  readonly inventory: Inventory;
  readonly grants: Grants;
  readonly scope: string;
  readonly anyOf: readonly DataAction[];
}

/** Why Event Grid may not write to a destination; undefined where it may. */
export function obstacleTo(destination: Destination, question: WriteQuestion): string | undefined {
  const account = question.inventory.get(destination.storageAccountId);
  if (!account) return "NotFound";
  if (destination.identityMissing) return "Unauthorized: the identity is not assigned to the system topic";
  if (destination.principalId === undefined) {
    return flag(account.attributes, "shared_access_key_enabled", true)
      ? undefined
      : "Unauthorized: the account allows no keys";
  }
  const { principalId } = destination;
  const allowed = question.grants.allows({ principalId, anyOf: question.anyOf, resource: question.scope });
  return allowed ? undefined : "Unauthorized: AuthorizationPermissionMismatch";
}

/** The name of a storage account, or of none. */
export function accountName(inventory: Inventory, id: string): string {
  const account = inventory.get(id);
  return account ? requiredText(account.attributes, "name") : "";
}
