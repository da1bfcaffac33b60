import { AwsError } from "../api/aws-error.ts";
import { resourceOf } from "../arn.ts";

/** Queue attributes as the API carries them: texts by name. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** Where messages go that were received too often. */
export interface Redrive {
  readonly deadLetterQueue: string;
  readonly maxReceiveCount: number;
}

/** What the attributes mean; durations are milliseconds, sizes are bytes. */
export interface QueueSettings {
  readonly visibilityTimeout: number;
  readonly delay: number;
  readonly retention: number;
  readonly receiveWait: number;
  readonly maxMessageBytes: number;
  readonly redrive?: Redrive;
}

/** No message and no batch of messages is larger (1 MiB since August 2025). */
export const MAX_MESSAGE_BYTES = 1_048_576;

/**
 * Attribute, smallest, largest and default value
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html).
 */
export const QUEUE_RANGES = {
  VisibilityTimeout: [0, 43_200, 30],
  DelaySeconds: [0, 900, 0],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
  MaximumMessageSize: [1_024, MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES],
} as const;

const KEPT = [
  "Policy",
  "RedriveAllowPolicy",
  "SqsManagedSseEnabled",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
];

/** Reads attributes; throws InvalidAttributeValue or InvalidAttributeName as the service does. */
export function queueSettings(attributes: QueueAttributes): QueueSettings {
  refuseUnknown(attributes);
  const redrive = parseRedrive(attributes["RedrivePolicy"]);
  return {
    visibilityTimeout: seconds(attributes, "VisibilityTimeout"),
    delay: seconds(attributes, "DelaySeconds"),
    retention: seconds(attributes, "MessageRetentionPeriod"),
    receiveWait: seconds(attributes, "ReceiveMessageWaitTimeSeconds"),
    maxMessageBytes: inRange(attributes, "MaximumMessageSize"),
    ...(redrive && { redrive }),
  };
}

/** Reads a redrive policy; undefined when there is none; throws InvalidAttributeValue when it is broken. */
export function parseRedrive(policy: string | undefined): Redrive | undefined {
  if (policy === undefined || policy === "") return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = parseObject(policy);
  const count = Number(maxReceiveCount);
  if (typeof deadLetterTargetArn !== "string" || !deadLetterTargetArn.startsWith("arn:")) {
    throw invalid("RedrivePolicy", policy, "deadLetterTargetArn must be the ARN of a queue");
  }
  if (!Number.isInteger(count) || count < 1 || count > 1_000) {
    throw invalid("RedrivePolicy", policy, "maxReceiveCount must be a whole number from 1 to 1000");
  }
  return { deadLetterQueue: resourceOf(deadLetterTargetArn), maxReceiveCount: count };
}

function refuseUnknown(attributes: QueueAttributes): void {
  for (const name of Object.keys(attributes)) {
    if (name === "FifoQueue")
      throw new AwsError("InvalidAttributeValue", "The local cloud has no FIFO queues.");
    if (name in QUEUE_RANGES || name === "RedrivePolicy" || KEPT.includes(name)) continue;
    throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  }
}

function seconds(attributes: QueueAttributes, name: keyof typeof QUEUE_RANGES): number {
  return inRange(attributes, name) * 1_000;
}

function inRange(attributes: QueueAttributes, name: keyof typeof QUEUE_RANGES): number {
  const [smallest, largest, standard] = QUEUE_RANGES[name];
  const given = attributes[name];
  if (given === undefined) return standard;
  const value = Number(given);
  if (Number.isInteger(value) && value >= smallest && value <= largest) return value;
  throw invalid(name, given, `expected a whole number from ${smallest} to ${largest}`);
}

function invalid(name: string, value: string, reason: string): AwsError {
  return new AwsError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}: ${value}. Reason: ${reason}.`,
  );
}

function parseObject(policy: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(policy);
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value));
  } catch {
    // Falls through to the refusal, which shows the text.
  }
  throw invalid("RedrivePolicy", policy, "Redrive policy is not a valid JSON map");
}
