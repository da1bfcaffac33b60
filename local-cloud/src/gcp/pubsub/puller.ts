import { randomUUID } from "node:crypto";
import { GoogleError } from "../http/google-error.ts";
import type { Timers } from "../timers.ts";
import type { Subscription } from "./broker.ts";
import type { Delivery } from "./delivery-queue.ts";
import type { Outcomes } from "./subscriber.ts";

/** How long a pull waits for a first message. */
const PULL_WAIT_MS = 5000;

/** Hands messages of one subscription to callers who pull. */
export interface Puller {
  /** Up to `max` messages with the ids that acknowledge them; waits a little for the first. */
  pull(max: number, returnImmediately: boolean): Promise<readonly PulledMessage[]>;
  acknowledge(ackIds: readonly string[]): Promise<void>;
  /** Extends the deadline of messages that are still being worked on; 0 hands them out again. */
  modifyAckDeadline(ackIds: readonly string[], seconds: number): Promise<void>;
  /** Hands everything that is out back to the queue. */
  stop(): void;
}

/** One pulled message. */
export interface PulledMessage {
  readonly ackId: string;
  readonly delivery: Delivery;
}

/** A puller for one subscription. An id that is not known (any more) is no error, as in Pub/Sub. */
export function createPuller(subscription: Subscription, outcomes: Outcomes, timers: Timers): Puller {
  const out = new Map<string, { readonly delivery: Delivery; cancel: () => void }>();
  const { queue, config } = subscription;

  const expireAfter = (ackId: string, seconds: number): (() => void) =>
    timers.after(seconds * 1000, () => {
      const expired = out.get(ackId);
      out.delete(ackId);
      if (expired) void outcomes.refused(expired.delivery);
    });

  const takeUpTo = (max: number): readonly PulledMessage[] => {
    const pulled: PulledMessage[] = [];
    for (let delivery = queue.take(); delivery; delivery = queue.take()) {
      const ackId = randomUUID();
      out.set(ackId, { delivery, cancel: expireAfter(ackId, config.ackDeadlineSeconds) });
      pulled.push({ ackId, delivery });
      if (pulled.length >= max) break;
    }
    return pulled;
  };

  const waitForReady = (): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        forget();
        cancel();
        resolve();
      };
      const forget = queue.onReady(finish);
      const cancel = timers.after(PULL_WAIT_MS, finish);
    });

  const takeBack = (ackId: string): Delivery | undefined => {
    const found = out.get(ackId);
    found?.cancel();
    out.delete(ackId);
    return found?.delivery;
  };

  return {
    async pull(max, returnImmediately) {
      if (config.push)
        throw new GoogleError(
          "FAILED_PRECONDITION",
          "Method not allowed for this subscription type: it pushes.",
        );
      if (queue.ready === 0 && !returnImmediately) await waitForReady();
      return takeUpTo(max);
    },
    async acknowledge(ackIds) {
      const deliveries = ackIds.map(takeBack).filter((delivery) => delivery !== undefined);
      await Promise.all(deliveries.map((delivery) => outcomes.accepted(delivery)));
    },
    async modifyAckDeadline(ackIds, seconds) {
      for (const ackId of ackIds) {
        const found = out.get(ackId);
        found?.cancel();
        if (found && seconds > 0) found.cancel = expireAfter(ackId, seconds);
        else if (found) await outcomes.refused(takeBack(ackId) ?? found.delivery);
      }
    },
    stop() {
      for (const { cancel } of out.values()) cancel();
      out.clear();
    },
  };
}
