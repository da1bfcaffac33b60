import type { Attributes } from "../../terraform/resource-handler.ts";
import { block, number, seconds, text } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import { DEFAULT_RETENTION_SECONDS, DEFAULT_RETRY } from "./model.ts";
import type { PushConfig, SubscriptionConfig } from "./model.ts";

/** Reads the body of a subscription's PUT. Throws INVALID_ARGUMENT naming the field. */
export function subscriptionFromJson(name: string, body: Attributes): SubscriptionConfig {
  const topic = text(body, "topic");
  if (!topic)
    throw new GoogleError("INVALID_ARGUMENT", "Invalid value at 'topic': the name of a topic is expected.");
  const push = pushFromJson(block(body, "pushConfig"));
  const retry = retryFromJson(block(body, "retryPolicy"));
  const deadLetter = deadLetterFromJson(block(body, "deadLetterPolicy"));
  return {
    name,
    topic,
    ackDeadlineSeconds: inRange(number(body, "ackDeadlineSeconds") ?? 10, "ackDeadlineSeconds", [10, 600]),
    retentionSeconds: inRange(
      seconds(body, "messageRetentionDuration") ?? DEFAULT_RETENTION_SECONDS,
      "messageRetentionDuration",
      [600, 2_678_400],
    ),
    ...(push ? { push } : {}),
    ...(retry ? { retry } : {}),
    ...(deadLetter ? { deadLetter } : {}),
  };
}

function pushFromJson(config: Attributes | undefined): PushConfig | undefined {
  const endpoint = config && text(config, "pushEndpoint");
  if (!endpoint) return undefined;
  const oidc = block(config, "oidcToken") ?? {};
  const serviceAccount = text(oidc, "serviceAccountEmail");
  const audience = text(oidc, "audience");
  return { endpoint, ...(serviceAccount ? { serviceAccount } : {}), ...(audience ? { audience } : {}) };
}

function retryFromJson(policy: Attributes | undefined): SubscriptionConfig["retry"] {
  return (
    policy && {
      minimumSeconds: seconds(policy, "minimumBackoff") ?? DEFAULT_RETRY.minimumSeconds,
      maximumSeconds: seconds(policy, "maximumBackoff") ?? DEFAULT_RETRY.maximumSeconds,
    }
  );
}

function deadLetterFromJson(policy: Attributes | undefined): SubscriptionConfig["deadLetter"] {
  const topic = policy && text(policy, "deadLetterTopic");
  if (!topic) return undefined;
  return {
    topic,
    maxAttempts: inRange(number(policy, "maxDeliveryAttempts") ?? 5, "maxDeliveryAttempts", [5, 100]),
  };
}

function inRange(value: number, field: string, [least, most]: readonly [number, number]): number {
  if (value >= least && value <= most) return value;
  throw new GoogleError(
    "INVALID_ARGUMENT",
    `Invalid value at '${field}': ${value} is not within ${least} to ${most}.`,
  );
}

/** A subscription as the REST API shows it. */
export function subscriptionToJson(config: SubscriptionConfig): object {
  const { push, retry, deadLetter } = config;
  const oidcToken = push?.serviceAccount && {
    serviceAccountEmail: push.serviceAccount,
    audience: push.audience,
  };
  return {
    name: config.name,
    topic: config.topic,
    pushConfig: push ? { pushEndpoint: push.endpoint, ...(oidcToken ? { oidcToken } : {}) } : {},
    ackDeadlineSeconds: config.ackDeadlineSeconds,
    messageRetentionDuration: `${config.retentionSeconds}s`,
    ...(retry && {
      retryPolicy: { minimumBackoff: `${retry.minimumSeconds}s`, maximumBackoff: `${retry.maximumSeconds}s` },
    }),
    ...(deadLetter && {
      deadLetterPolicy: { deadLetterTopic: deadLetter.topic, maxDeliveryAttempts: deadLetter.maxAttempts },
    }),
    state: "ACTIVE",
  };
}
