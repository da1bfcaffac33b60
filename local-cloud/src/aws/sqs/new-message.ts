import { randomUUID } from "node:crypto";
import { AwsError } from "../api/aws-error.ts";
import { messageBytes } from "./message-digest.ts";
import type { NewMessage, StoredMessage } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** What a queue with these settings keeps of a new message; throws when it refuses it. */
export function storedMessage(message: NewMessage, settings: QueueSettings, now: number): StoredMessage {
  refuseMessage(message, settings);
  const delay = message.delaySeconds === undefined ? settings.delay : message.delaySeconds * 1_000;
  return {
    id: randomUUID(),
    body: message.body,
    ...(message.attributes && { attributes: message.attributes }),
    senderId: message.senderId,
    sentAt: now,
    visibleAt: now + delay,
  };
}

/** Throws when a queue with these settings refuses the message. */
export function refuseMessage(
  { body, attributes, delaySeconds = 0 }: NewMessage,
  { maxMessageBytes }: QueueSettings,
): void {
  if (body === "") {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  }
  if (messageBytes(body, attributes) > maxMessageBytes) {
    throw invalid(`Message must be shorter than ${maxMessageBytes} bytes.`);
  }
  if (delaySeconds < 0 || delaySeconds > 900) throw invalid("DelaySeconds must be >= 0 and <= 900.");
  if (hasForbiddenCharacter(body)) {
    throw new AwsError("InvalidMessageContents", "The message contains characters outside the allowed set.");
  }
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html: the characters of XML 1.0.
function hasForbiddenCharacter(body: string): boolean {
  return /[^\P{Cc}\t\n\r\u007F-\u009F]|[\uFFFE\uFFFF]|\p{Cs}/u.test(body);
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidParameterValue", `One or more parameters are invalid. Reason: ${reason}`);
}
