import type { Attributes, Complaint, RequestContext } from "../../terraform/resource-handler.ts";
import { block, blocks, number, requiredText, seconds, text } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Policies } from "../iam/policies.ts";
import type { ServiceAccounts } from "../iam/service-accounts.ts";
import type { Broker } from "../pubsub/broker.ts";
import { DEFAULT_RETENTION_SECONDS, DEFAULT_RETRY } from "../pubsub/model.ts";
import type { SubscriptionConfig } from "../pubsub/model.ts";
import { nameComplaint } from "../pubsub/names.ts";
import { fullName } from "./full-name.ts";
import {
  LABEL_CHANGES,
  labelAttributes,
  labelComplaints,
  notEmulated,
  projectOf,
  unlessMatches,
  unlessWithin,
} from "./resource.ts";
import type { GcpResource } from "./resource.ts";

/** What topics and subscriptions need. */
export interface PubsubResourceDeps {
  readonly broker: Broker;
  readonly policies: Policies;
  readonly accounts: ServiceAccounts;
}

/** The handler of google_pubsub_topic. */
export function topic({ broker, policies }: PubsubResourceDeps): GcpResource {
  return {
    type: "google_pubsub_topic",
    requiresReplace: ["name", "project"],
    changesOnUpdate: [...LABEL_CHANGES],
    validate: (config) => [
      ...nameComplaints(config),
      ...labelComplaints(config),
      ...notEmulated(config, [
        "message_retention_duration",
        "ingestion_data_source_settings",
        "message_transforms",
        "schema_settings",
        "kms_key_name",
      ]),
    ],
    async create(planned, context) {
      const project = projectOf(planned, context);
      const id = `projects/${project}/topics/${requiredText(planned, "name")}`;
      await broker.createTopic({ name: id }, "terraform");
      return { id, project, ...labelAttributes(planned) };
    },
    read: (state) => Promise.resolve(broker.topic(requiredText(state, "id")) ? state : null),
    update: (_prior, planned) => Promise.resolve(labelAttributes(planned)),
    async delete(state) {
      const id = requiredText(state, "id");
      if (broker.topic(id)) await broker.deleteTopic(id);
      policies.forgetResource(id);
    },
    restore: (attributes) => broker.createTopic({ name: requiredText(attributes, "id") }, "restored"),
  };
}

/** The handler of google_pubsub_subscription. */
export function subscription({ broker, policies, accounts }: PubsubResourceDeps): GcpResource {
  const checked = (config: SubscriptionConfig): SubscriptionConfig => {
    const account = config.push?.serviceAccount;
    if (account && !accounts.has(account))
      throw new GoogleError("NOT_FOUND", `Service account ${account} does not exist.`);
    const deadTopic = config.deadLetter?.topic;
    if (deadTopic && !broker.topic(deadTopic))
      throw new GoogleError("NOT_FOUND", `The dead letter topic ${deadTopic} does not exist.`);
    return config;
  };
  return {
    type: "google_pubsub_subscription",
    requiresReplace: ["name", "project", "topic", "filter", "enable_message_ordering"],
    defaults: {
      ack_deadline_seconds: 10,
      message_retention_duration: `${DEFAULT_RETENTION_SECONDS}s`,
      retain_acked_messages: false,
    },
    changesOnUpdate: [...LABEL_CHANGES],
    validate: subscriptionComplaints,
    async create(planned, context) {
      const config = checked(configOf(planned, context));
      await broker.createSubscription(config, "terraform");
      return { id: config.name, project: projectOf(planned, context), ...labelAttributes(planned) };
    },
    read: (state) => Promise.resolve(broker.subscription(requiredText(state, "id")) ? state : null),
    async update(prior, planned, context) {
      await broker.updateSubscription({
        ...checked(configOf(planned, context)),
        name: requiredText(prior, "id"),
      });
      return labelAttributes(planned);
    },
    async delete(state) {
      const id = requiredText(state, "id");
      if (broker.subscription(id)) await broker.deleteSubscription(id);
      policies.forgetResource(id);
    },
    restore: (attributes) => broker.createSubscription(configOf(attributes), "restored"),
  };
}

function configOf(attributes: Attributes, context?: RequestContext): SubscriptionConfig {
  const parent = `projects/${projectOf(attributes, context)}`;
  const push = block(attributes, "push_config");
  const oidc = push && block(push, "oidc_token");
  const serviceAccount = oidc && text(oidc, "service_account_email");
  const audience = oidc && text(oidc, "audience");
  const retry = block(attributes, "retry_policy");
  const deadLetter = block(attributes, "dead_letter_policy");
  return {
    name: `${parent}/subscriptions/${requiredText(attributes, "name")}`,
    topic: fullName(requiredText(attributes, "topic"), `${parent}/topics`),
    ackDeadlineSeconds: number(attributes, "ack_deadline_seconds") ?? 10,
    retentionSeconds: seconds(attributes, "message_retention_duration") ?? DEFAULT_RETENTION_SECONDS,
    ...(push
      ? {
          push: {
            endpoint: requiredText(push, "push_endpoint"),
            ...(serviceAccount ? { serviceAccount } : {}),
            ...(audience ? { audience } : {}),
          },
        }
      : {}),
    ...(retry
      ? {
          retry: {
            minimumSeconds: seconds(retry, "minimum_backoff") ?? DEFAULT_RETRY.minimumSeconds,
            maximumSeconds: seconds(retry, "maximum_backoff") ?? DEFAULT_RETRY.maximumSeconds,
          },
        }
      : {}),
    ...(deadLetter
      ? {
          deadLetter: {
            topic: requiredText(deadLetter, "dead_letter_topic"),
            maxAttempts: number(deadLetter, "max_delivery_attempts") ?? 5,
          },
        }
      : {}),
  };
}

function subscriptionComplaints(config: Attributes): Complaint[] {
  const deadLetter = block(config, "dead_letter_policy") ?? {};
  return [
    ...nameComplaints(config),
    ...labelComplaints(config),
    ...unlessWithin(number(config, "ack_deadline_seconds"), ["ack_deadline_seconds"], [10, 600]),
    ...durationComplaints(config, { name: "message_retention_duration", range: [600, 2_678_400], path: [] }),
    ...unlessWithin(
      number(deadLetter, "max_delivery_attempts"),
      ["dead_letter_policy", 0, "max_delivery_attempts"],
      [5, 100],
    ),
    ...unlessMatches(deadLetter, "dead_letter_topic", {
      pattern: /^projects\/[^/]+\/topics\/[^/]+$/,
      expected: "projects/PROJECT/topics/TOPIC",
    }),
    ...retryComplaints(config),
    ...blocks(config, "push_config").flatMap((push) => [
      ...unlessMatches(push, "push_endpoint", { pattern: /^https:\/\//, expected: "an https URL" }),
      ...notEmulated(push, ["attributes", "no_wrapper"]),
    ]),
    ...notEmulated(config, [
      "filter",
      "enable_message_ordering",
      "enable_exactly_once_delivery",
      "retain_acked_messages",
      "bigquery_config",
      "cloud_storage_config",
      "message_transforms",
    ]),
  ];
}

function retryComplaints(config: Attributes): Complaint[] {
  return blocks(config, "retry_policy").flatMap((retry) =>
    ["minimum_backoff", "maximum_backoff"].flatMap((name) =>
      durationComplaints(retry, { name, range: [0, 600], path: ["retry_policy", 0] }),
    ),
  );
}

function durationComplaints(
  attributes: Attributes,
  {
    name,
    range,
    path,
  }: { name: string; range: readonly [number, number]; path: readonly (string | number)[] },
): Complaint[] {
  if (text(attributes, name) === undefined) return [];
  const value = seconds(attributes, name);
  if (value === undefined)
    return [
      {
        summary: `${name} "${text(attributes, name)}" is not valid: seconds as 600s are expected`,
        path: [...path, name],
      },
    ];
  return unlessWithin(value, [...path, name], range);
}

function nameComplaints(config: Attributes): Complaint[] {
  const name = text(config, "name");
  const complaint = name === undefined ? undefined : nameComplaint(name);
  return complaint ? [{ summary: complaint, path: ["name"] }] : [];
}
