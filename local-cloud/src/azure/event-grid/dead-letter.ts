import type { BlobStore } from "../storage/blob-store.ts";
import { accountName, obstacleTo } from "./deliver-to-queue.ts";
import type { Delivery, DeliveryOptions } from "./deliver-to-queue.ts";
import type { Undelivered } from "./outbox.ts";
import type { Destination, EventSubscription } from "./subscription.ts";

/** An event that is beyond help, and where it is to be kept. */
export interface DeadLetter {
  readonly item: Undelivered;
  readonly subscription: EventSubscription;
  readonly destination: Destination;
}

/** Writes the event with what is known of its failure into a blob (https://learn.microsoft.com/azure/event-grid/manage-event-delivery). */
export async function deadLetter(
  { item, subscription, destination }: DeadLetter,
  options: DeliveryOptions & {
    readonly blobs: Pick<BlobStore, "hasContainer" | "put">;
    readonly now: () => number;
  },
): Promise<Delivery> {
  const scope = `${destination.storageAccountId}/blobServices/default/containers/${destination.name}`;
  const obstacle = obstacleTo(destination, { ...options, scope, anyOf: ["blobs/write"] });
  if (obstacle !== undefined) return { ok: false, reason: obstacle, retry: true };
  const container = `${accountName(options.inventory, destination.storageAccountId)}/${destination.name}`;
  if (!options.blobs.hasContainer(container)) return { ok: false, reason: "ContainerNotFound", retry: true };
  const name = blobName(subscription.name, item, options.now());
  await options.blobs.put(
    { container, name },
    { content: Buffer.from(JSON.stringify([described(item)])), contentType: "application/json" },
  );
  return { ok: true };
}

function described(item: Undelivered): object {
  return {
    ...item.event,
    deadLetterReason:
      item.lastOutcome === "PayloadTooLarge"
        ? "UndeliverableDueToClientError"
        : "MaxDeliveryAttemptsExceeded",
    deliveryAttempts: item.attempts,
    lastDeliveryOutcome: item.lastOutcome.split(":")[0],
    publishTime: new Date(item.published).toISOString(),
    lastDeliveryAttemptTime: new Date(item.lastAttempt).toISOString(),
  };
}

function blobName(subscription: string, item: Undelivered, now: number): string {
  const time = new Date(now);
  const folder = [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate(), time.getUTCHours()].join(
    "/",
  );
  return `${subscription.toUpperCase()}/${folder}/${item.id}.json`;
}
