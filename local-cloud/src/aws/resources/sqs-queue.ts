import type { Attributes, Value } from "../../terraform/resource-handler.ts";
import { REGION, arn } from "../arn.ts";
import { requiredText, text } from "../attribute-values.ts";
import { QUEUE_RANGES, parseRedrive } from "../sqs/queue-settings.ts";
import type { QueueAddresses } from "../sqs/queue-addresses.ts";
import type { QueueAttributes } from "../sqs/queue-settings.ts";
import type { Queues } from "../sqs/queues.ts";
import { newName, tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, notEmulated, oneRegion, readable, within } from "./checks.ts";

const ATTRIBUTES: Readonly<Record<string, string>> = {
  delay_seconds: "DelaySeconds",
  kms_master_key_id: "KmsMasterKeyId",
  max_message_size: "MaximumMessageSize",
  message_retention_seconds: "MessageRetentionPeriod",
  policy: "Policy",
  receive_wait_time_seconds: "ReceiveMessageWaitTimeSeconds",
  redrive_allow_policy: "RedriveAllowPolicy",
  redrive_policy: "RedrivePolicy",
  sqs_managed_sse_enabled: "SqsManagedSseEnabled",
  visibility_timeout_seconds: "VisibilityTimeout",
};

/** aws_sqs_queue */
export function sqsQueue(queues: Queues, addresses: QueueAddresses): AwsResource {
  const owned = new Set<string>();
  return {
    type: "aws_sqs_queue",
    validate: all(
      matches(
        "name",
        /^[\w-]{1,80}$/,
        "1 to 80 letters, digits, hyphens and underscores (FIFO queues are not emulated)",
      ),
      within("delay_seconds", ...range("DelaySeconds")),
      within("max_message_size", ...range("MaximumMessageSize")),
      within("message_retention_seconds", ...range("MessageRetentionPeriod")),
      within("receive_wait_time_seconds", ...range("ReceiveMessageWaitTimeSeconds")),
      within("visibility_timeout_seconds", ...range("VisibilityTimeout")),
      readable("redrive_policy", parseRedrive),
      readable("policy", JSON.parse),
      (config) =>
        config["fifo_queue"] === true
          ? [{ summary: "FIFO queues are not emulated", path: ["fifo_queue"] }]
          : [],
      notEmulated("deduplication_scope", "fifo_throughput_limit"),
      among("deduplication_scope", ["messageGroup", "queue"]),
      oneRegion,
    ),
    requiresReplace: ["fifo_queue", "name", "name_prefix"],
    defaults: {
      content_based_deduplication: false,
      delay_seconds: 0,
      fifo_queue: false,
      max_message_size: 262_144,
      message_retention_seconds: 345_600,
      receive_wait_time_seconds: 0,
      sqs_managed_sse_enabled: true,
      visibility_timeout_seconds: 30,
    },
    changesOnUpdate: ["tags_all"],
    async create(planned) {
      const name = newName(planned);
      if (queues.find(name) && owned.has(name)) {
        throw new Error(`QueueAlreadyExists: A queue named ${name} already exists.`);
      }
      // One that no resource owns was left by a creation that was interrupted, and is taken over.
      if (queues.find(name)) await queues.setAttributes(name, queueAttributes(planned));
      else await queues.create(name, queueAttributes(planned));
      owned.add(name);
      const url = addresses.url(name);
      return {
        ...tagsAll(planned),
        id: url,
        url,
        name,
        name_prefix: text(planned, "name_prefix") ?? "",
        arn: arn("sqs", name),
        kms_data_key_reuse_period_seconds: 300,
        policy: "",
        redrive_allow_policy: "",
        redrive_policy: "",
        region: REGION,
      };
    },
    async read(state) {
      const named = queues.find(requiredText(state, "name"));
      return named ? { ...state, ...drift(state, named.attributes) } : null;
    },
    async update(prior, planned) {
      await queues.setAttributes(requiredText(prior, "name"), queueAttributes(planned));
      return tagsAll(planned);
    },
    async delete(state) {
      const name = requiredText(state, "name");
      if (queues.find(name)) await queues.drop(name);
      owned.delete(name);
    },
    restore: async (state) => void owned.add(requiredText(state, "name")),
  };
}

function range(name: keyof typeof QUEUE_RANGES): readonly [number, number] {
  return [QUEUE_RANGES[name][0], QUEUE_RANGES[name][1]];
}

function queueAttributes(planned: Attributes): QueueAttributes {
  const entries = Object.entries(ATTRIBUTES).flatMap(([attribute, name]) => {
    const value = planned[attribute];
    const given = value === undefined ? "" : attributeText(value);
    return given === "" ? [] : [[name, given]];
  });
  return Object.fromEntries(entries);
}

// What somebody changed by the API since; texts such as JSON documents are compared as they were given.
function drift(state: Attributes, actual: QueueAttributes): Attributes {
  const changed = Object.entries(ATTRIBUTES).flatMap(([attribute, name]): [string, Value][] => {
    const value = actual[name];
    const before = state[attribute] ?? null;
    if (value === undefined || attributeText(before) === value) return [];
    return [[attribute, typed(value, before)]];
  });
  return Object.fromEntries(changed);
}

function attributeText(value: Value): string {
  return typeof value === "object" ? "" : String(value);
}

function typed(value: string, like: Value): Value {
  if (typeof like === "number") return Number(value);
  return typeof like === "boolean" ? value === "true" : value;
}
