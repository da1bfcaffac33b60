import type { Delivery } from "./delivery-queue.ts";
import type { SubscriptionConfig } from "./model.ts";

/** The body of a push (https://cloud.google.com/pubsub/docs/push#receive_push). */
export function pushBody(config: SubscriptionConfig, { message, attempts }: Delivery): string {
  const publishTime = new Date(message.publishedAt).toISOString();
  return JSON.stringify({
    ...(config.deadLetter ? { deliveryAttempt: attempts } : {}),
    message: {
      ...(Object.keys(message.attributes).length > 0 ? { attributes: message.attributes } : {}),
      data: message.data,
      messageId: message.id,
      message_id: message.id,
      publishTime,
      publish_time: publishTime,
    },
    subscription: config.name,
  });
}

/** How long to wait before a message that failed `attempts` times is handed out again, in ms. */
export function retryDelay(retry: SubscriptionConfig["retry"], attempts: number): number {
  if (!retry) return 0;
  const seconds = retry.minimumSeconds * 2 ** Math.min(20, attempts - 1);
  return Math.min(retry.maximumSeconds, seconds) * 1000;
}

/** The attributes that Pub/Sub adds to a dead letter (https://cloud.google.com/pubsub/docs/handling-failures#how_dead_letter_topics_work). */
export function deadLetterAttributes(
  config: SubscriptionConfig,
  { message, attempts }: Delivery,
): Record<string, string> {
  const [, project = "", , subscription = ""] = config.name.split("/");
  return {
    ...message.attributes,
    CloudPubSubDeadLetterSourceDeliveryCount: String(attempts),
    CloudPubSubDeadLetterSourceSubscription: subscription,
    CloudPubSubDeadLetterSourceSubscriptionProject: project,
    CloudPubSubDeadLetterSourceTopicPublishTime: new Date(message.publishedAt).toISOString(),
  };
}
