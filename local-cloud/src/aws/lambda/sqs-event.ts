import { REGION, arn } from "../arn.ts";
import { attributesDigest, bodyDigest } from "../sqs/message-digest.ts";
import type { MessageAttributes, ReceivedMessage } from "../sqs/message.ts";
import { systemAttributes } from "../sqs/sqs-output.ts";

/** The event of a batch of messages (https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html), as JSON. */
export function sqsEvent(queueName: string, messages: readonly ReceivedMessage[]): string {
  const eventSourceARN = arn("sqs", queueName);
  return JSON.stringify({
    Records: messages.map((message) => ({
      messageId: message.id,
      receiptHandle: message.receipt,
      body: message.body,
      attributes: systemAttributes(message),
      messageAttributes: attributesOf(message.attributes),
      md5OfBody: bodyDigest(message.body),
      ...(message.attributes && { md5OfMessageAttributes: attributesDigest(message.attributes) }),
      eventSource: "aws:sqs",
      eventSourceARN,
      awsRegion: REGION,
    })),
  });
}

/**
 * The messages that a handler dealt with, by the payload that it returned. A report that is broken, or that names a message
 * which is not of the batch, fails the whole batch.
 */
export function succeeded(payload: string, messages: readonly ReceivedMessage[]): readonly ReceivedMessage[] {
  const failures = failuresOf(payload);
  if (!failures) return [];
  const ids = new Set(messages.map(({ id }) => id));
  if (failures.some((id) => !ids.has(id))) return [];
  const failed = new Set(failures);
  return messages.filter(({ id }) => !failed.has(id));
}

function failuresOf(payload: string): string[] | undefined {
  const result: unknown = JSON.parse(payload);
  if (typeof result !== "object" || result === null) return [];
  const failures = "batchItemFailures" in result ? result.batchItemFailures : undefined;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map((failure: unknown) => identifierOf(failure));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

function identifierOf(failure: unknown): string | undefined {
  if (typeof failure !== "object" || failure === null || !("itemIdentifier" in failure)) return undefined;
  return typeof failure.itemIdentifier === "string" && failure.itemIdentifier !== ""
    ? failure.itemIdentifier
    : undefined;
}

function attributesOf(attributes: MessageAttributes = {}): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        stringValue: StringValue,
        binaryValue: BinaryValue,
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
}
