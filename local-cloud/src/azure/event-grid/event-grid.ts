import type { DurableLog } from "../../storage/durable-log.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { deliverToQueue } from "./deliver-to-queue.ts";
import type { DeliveryOptions } from "./deliver-to-queue.ts";
import { deadLetter } from "./dead-letter.ts";
import type { EventGridEvent } from "./event-grid-event.ts";
import { openOutbox } from "./outbox.ts";
import type { OutboxEntry, Try, Undelivered } from "./outbox.ts";
import { subscriptionById, subscriptionsOf } from "./subscription.ts";

/** What Event Grid needs. */
export interface EventGridOptions extends DeliveryOptions {
  readonly blobs: Pick<BlobStore, "hasContainer" | "put">;
  readonly log: DurableLog<OutboxEntry>;
  readonly report: (problem: string) => void;
  readonly now: () => number;
}

/** Brings events from their source to the subscriptions. */
export interface EventGrid {
  /** Resolves when the event is durable for each subscription that wants it, in its queue or in the outbox. */
  publish(sourceId: string, event: EventGridEvent): Promise<void>;
  /** How many deliveries wait for another try. */
  readonly undelivered: number;
  close(): Promise<void>;
}

/** Opens Event Grid with the events that wait for another try. */
export async function openEventGrid(options: EventGridOptions): Promise<EventGrid> {
  const { inventory, report, now } = options;
  const outbox = await openOutbox({
    log: options.log,
    attempt: (item) => attempt(item, options),
    isHopeless: (item) => isHopeless(item, options),
    report,
    now,
  });
  return {
    async publish(sourceId, event) {
      const wanted = subscriptionsOf(inventory, sourceId).filter((one) => one.accepts(event));
      await Promise.all(
        wanted.map(async (subscription) => {
          const delivery = await deliverToQueue({ event, subscription }, options);
          if (delivery.ok) return;
          report(
            `${subscription.name}: delivery to queue ${subscription.queue.name} failed: ${delivery.reason}`,
          );
          await outbox.keep({ subscription: subscription.id, event, failure: delivery });
        }),
      );
    },
    get undelivered() {
      return outbox.size;
    },
    close: () => outbox.close(),
  };
}

async function attempt(item: Undelivered, options: EventGridOptions): Promise<Try> {
  const subscription = subscriptionById(options.inventory, item.subscription);
  if (!subscription) return { ok: true, gone: true };
  if (!item.hopeless) return deliverToQueue({ event: item.event, subscription }, options);
  if (!subscription.deadLetter) {
    options.report(
      `${subscription.name}: event ${item.event.id} was dropped: ${item.lastOutcome}, and there is no dead-letter destination`,
    );
    return { ok: true, gone: true };
  }
  return deadLetter({ item, subscription, destination: subscription.deadLetter }, options);
}

function isHopeless(item: Undelivered, { inventory, now }: EventGridOptions): boolean {
  const subscription = subscriptionById(inventory, item.subscription);
  if (!subscription) return true;
  return item.attempts >= subscription.maxAttempts || now() - item.published > subscription.eventTtlMs;
}
