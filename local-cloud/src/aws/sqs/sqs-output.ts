import type { AwsError } from "../api/aws-error.ts";
import { arn } from "../arn.ts";
import { attributesDigest, bodyDigest } from "./message-digest.ts";
import type { MessageAttributes, NewMessage, ReceivedMessage } from "./message.ts";
import type { NamedQueue } from "./queue-state.ts";
import { names } from "./sqs-input.ts";
import type { Input } from "./sqs-input.ts";

/** What the sender learns of a message. */
export function sentMember(id: string, { body, attributes }: NewMessage): Record<string, string> {
  return {
    MessageId: id,
    MD5OfMessageBody: bodyDigest(body),
    ...(attributes && { MD5OfMessageAttributes: attributesDigest(attributes) }),
  };
}

/** A message as ReceiveMessage shows it, with the attributes that the receiver asked for. */
export function receivedMember(message: ReceivedMessage, input: Input): Record<string, unknown> {
  const system = pick(systemAttributes(message), [
    ...names(input, "MessageSystemAttributeNames"),
    ...names(input, "AttributeNames"),
  ]);
  const attributes = pickAttributes(message.attributes ?? {}, names(input, "MessageAttributeNames"));
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: attributesDigest(attributes),
    }),
  };
}

/** The system attributes of a message; times are milliseconds since 1970. */
export function systemAttributes(message: ReceivedMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  };
}

/** All attributes of a queue. */
export function allAttributes({ name, queue, createdAt, attributes }: NamedQueue): Record<string, string> {
  const { visible, inFlight, delayed } = queue.counts();
  const { settings } = queue;
  const created = String(Math.floor(createdAt / 1_000));
  return {
    QueueArn: arn("sqs", name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: String(settings.visibilityTimeout / 1_000),
    DelaySeconds: String(settings.delay / 1_000),
    MessageRetentionPeriod: String(settings.retention / 1_000),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWait / 1_000),
    MaximumMessageSize: String(settings.maxMessageBytes),
    ...attributes,
  };
}

/** Why one entry of a batch failed. */
export function batchFailure(id: string, error: AwsError): Record<string, unknown> {
  return { Id: id, Code: error.code, Message: error.message, SenderFault: error.status < 500 };
}

function pick(values: Record<string, string>, wanted: readonly string[]): Record<string, string> {
  if (wanted.includes("All")) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted.includes(name)));
}

function pickAttributes(attributes: MessageAttributes, wanted: readonly string[]): MessageAttributes {
  if (wanted.includes("All") || wanted.includes(".*")) return attributes;
  const prefixes = wanted.filter((one) => one.endsWith(".*")).map((one) => one.slice(0, -1));
  const matches = (name: string): boolean =>
    wanted.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => matches(name)));
}
