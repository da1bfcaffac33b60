import { createHash } from "node:crypto";
import type { MessageAttributes } from "./message.ts";

/** The MD5 that SDKs check of a message body. */
export function bodyDigest(body: string): string {
  return createHash("md5").update(body).digest("hex");
}

/**
 * The MD5 that SDKs check of message attributes
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html).
 */
export function attributesDigest(attributes: MessageAttributes): string {
  const hash = createHash("md5");
  for (const name of Object.keys(attributes).sort()) {
    const attribute = attributes[name];
    if (!attribute) continue;
    const binary = attribute.BinaryValue !== undefined;
    const value = binary
      ? Buffer.from(attribute.BinaryValue, "base64")
      : Buffer.from(attribute.StringValue ?? "");
    hash.update(lengthAnd(Buffer.from(name)));
    hash.update(lengthAnd(Buffer.from(attribute.DataType)));
    hash.update(Buffer.from([binary ? 2 : 1]));
    hash.update(lengthAnd(value));
  }
  return hash.digest("hex");
}

/** Bytes of a message as SQS counts them: the body and the names, types and values of its attributes. */
export function messageBytes(body: string, attributes: MessageAttributes = {}): number {
  const counted = Object.entries(attributes).map(
    ([name, { DataType, StringValue = "", BinaryValue = "" }]) =>
      Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, "base64"),
  );
  return counted.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(body));
}

function lengthAnd(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
