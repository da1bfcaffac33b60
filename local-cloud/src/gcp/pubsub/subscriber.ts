import { pubsubServiceAgent } from "../account.ts";
import type { Policies } from "../iam/policies.ts";
import type { Timers } from "../timers.ts";
import type { Broker, Subscription } from "./broker.ts";
import type { Delivery } from "./delivery-queue.ts";
import { DEFAULT_RETRY } from "./model.ts";
import { deadLetterAttributes, retryDelay } from "./push-request.ts";

/** What happens to a message after its subscriber answered, or did not. */
export interface Outcomes {
  accepted(delivery: Delivery): Promise<void>;
  /** The subscriber refused the message or let its deadline pass: it comes again later, or becomes a dead letter. */
  refused(delivery: Delivery): Promise<void>;
}

/** Outcomes for one subscription; `warn` hears of a dead letter that may not be forwarded. */
export function createOutcomes(
  subscription: Subscription,
  deps: { broker: Broker; policies: Policies; timers: Timers; warn: (text: string) => void },
): Outcomes {
  const { config, queue } = subscription;
  let warned = false;

  const mayForward = (topic: string): boolean => {
    const agent = pubsubServiceAgent(config.name.split("/")[1] ?? "");
    const allowed =
      deps.policies.allows(agent, "pubsub.topics.publish", topic) &&
      deps.policies.allows(agent, "pubsub.subscriptions.consume", config.name);
    if (!allowed && !warned)
      deps.warn(
        `Pub/Sub may not forward dead letters of ${config.name}: ${agent} needs publisher on ${topic} and subscriber on the subscription`,
      );
    warned ||= !allowed;
    return allowed;
  };

  const forward = async (delivery: Delivery, topic: string): Promise<void> => {
    await deps.broker.publish(topic, [
      { data: delivery.message.data, attributes: deadLetterAttributes(config, delivery) },
    ]);
    await subscription.settle(delivery);
  };

  const again = (delivery: Delivery): void =>
    queue.retry(delivery, retryDelay(config.retry, delivery.attempts));

  return {
    accepted: (delivery) => subscription.settle(delivery),
    async refused(delivery) {
      const { deadLetter } = config;
      if (!deadLetter || delivery.attempts < deadLetter.maxAttempts || !mayForward(deadLetter.topic))
        return again(delivery);
      try {
        await forward(delivery, deadLetter.topic);
      } catch (error) {
        deps.warn(`Pub/Sub could not forward a dead letter of ${config.name}: ${String(error)}`);
        queue.retry(delivery, DEFAULT_RETRY.minimumSeconds * 1000);
      }
    },
  };
}
