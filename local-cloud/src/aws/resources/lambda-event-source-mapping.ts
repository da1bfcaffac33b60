import { randomUUID } from "node:crypto";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { REGION, arn, resourceOf } from "../arn.ts";
import { block, flag, number, requiredText, texts } from "../attribute-values.ts";
import { pollRefusal, startMapping } from "../lambda/event-source-mapping.ts";
import type { EventSourceMapping, MappingHost, MappingSettings } from "../lambda/event-source-mapping.ts";
import { functionArn } from "../lambda/lambda-function.ts";
import { functionNameOf, tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, matches, notEmulated, oneRegion, within, wrong } from "./checks.ts";
import type { Check } from "./checks.ts";

const DEFAULT_BATCH_SIZE = 10;

const largeBatches: Check = (config) => {
  const size = number(config, "batch_size") ?? DEFAULT_BATCH_SIZE;
  const window = number(config, "maximum_batching_window_in_seconds") ?? 0;
  if (size <= 10 || window >= 1) return [];
  return [
    wrong("maximum_batching_window_in_seconds", window, "at least 1, because batch_size is greater than 10"),
  ];
};

const concurrency: Check = (config) =>
  within("maximum_concurrency", 2, 1_000)(block(config, "scaling_config") ?? {});

const responseTypes: Check = (config) =>
  texts(config, "function_response_types")
    .filter((type) => type !== "ReportBatchItemFailures")
    .map((type) => wrong("function_response_types", type, "ReportBatchItemFailures"));

/** aws_lambda_event_source_mapping, for SQS queues; `running` holds the mappings by UUID. */
export function lambdaEventSourceMapping(
  host: MappingHost,
  running: Map<string, EventSourceMapping | undefined>,
): AwsResource {
  const start = (attributes: Attributes, uuid: string): void => {
    running.get(uuid)?.stop();
    const enabled = flag(attributes, "enabled") ?? true;
    running.set(uuid, enabled ? startMapping(host, mappingSettings(attributes)) : undefined);
  };
  return {
    type: "aws_lambda_event_source_mapping",
    validate: all(
      matches("event_source_arn", /^arn:aws:sqs:/, "the ARN of an SQS queue: no other source is emulated"),
      within("batch_size", 1, 10_000),
      within("maximum_batching_window_in_seconds", 0, 300),
      largeBatches,
      concurrency,
      responseTypes,
      notEmulated("destination_config", "filter_criteria", "provisioned_poller_config", "starting_position"),
      oneRegion,
    ),
    requiresReplace: ["event_source_arn"],
    defaults: { enabled: true },
    changesOnUpdate: ["function_arn", "last_modified", "state", "state_transition_reason", "tags_all"],
    async create(planned) {
      refuse(host, mappingSettings(planned));
      const uuid = randomUUID();
      start(planned, uuid);
      return {
        ...tagsAll(planned),
        ...computed(planned),
        id: uuid,
        uuid,
        arn: arn("lambda", `event-source-mapping:${uuid}`),
        region: REGION,
      };
    },
    async read(state) {
      const { queueName, functionName } = mappingSettings(state);
      const works =
        running.has(requiredText(state, "uuid")) &&
        host.queues.find(queueName) &&
        host.functions.find(functionName);
      return works ? state : null;
    },
    async update(prior, planned) {
      refuse(host, mappingSettings(planned));
      start(planned, requiredText(prior, "uuid"));
      return { ...tagsAll(planned), ...computed(planned) };
    },
    async delete(state) {
      const uuid = requiredText(state, "uuid");
      running.get(uuid)?.stop();
      running.delete(uuid);
    },
    async restore(state) {
      if (host.queues.find(mappingSettings(state).queueName)) start(state, requiredText(state, "uuid"));
    },
  };
}

function mappingSettings(attributes: Attributes): MappingSettings {
  return {
    queueName: resourceOf(requiredText(attributes, "event_source_arn")),
    functionName: functionNameOf(requiredText(attributes, "function_name")),
    batchSize: number(attributes, "batch_size") ?? DEFAULT_BATCH_SIZE,
    window: (number(attributes, "maximum_batching_window_in_seconds") ?? 0) * 1_000,
    maximumConcurrency: number(block(attributes, "scaling_config") ?? {}, "maximum_concurrency") ?? Infinity,
    reportsItemFailures: texts(attributes, "function_response_types").includes("ReportBatchItemFailures"),
  };
}

// What CreateEventSourceMapping refuses.
function refuse(
  { queues, functions, identities }: MappingHost,
  { queueName, functionName }: MappingSettings,
): void {
  const target = functions.find(functionName);
  const named = queues.find(queueName);
  if (!target) throw new Error(`ResourceNotFoundException: Function not found: ${functionName}`);
  if (!named) throw new Error(`InvalidParameterValueException: the queue ${queueName} does not exist.`);
  const visibility = named.queue.settings.visibilityTimeout / 1_000;
  if (visibility < target.settings.timeoutSeconds) {
    throw new Error(
      `InvalidParameterValueException: Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${target.settings.timeoutSeconds} seconds`,
    );
  }
  const refusal = pollRefusal(identities, target.settings.roleArn, named);
  if (refusal !== undefined) throw new Error(`InvalidParameterValueException: ${refusal}`);
}

function computed(planned: Attributes): Attributes {
  return {
    function_arn: functionArn(functionNameOf(requiredText(planned, "function_name"))),
    last_modified: new Date().toISOString(),
    last_processing_result: "",
    state: flag(planned, "enabled") === false ? "Disabled" : "Enabled",
    state_transition_reason: "USER_INITIATED",
  };
}
