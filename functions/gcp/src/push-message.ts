import { traceIdFrom } from "@twin2multicloud/dispatcher";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import { PortError } from "@twin2multicloud/ports";

/** One message as a push subscription delivers it (https://cloud.google.com/pubsub/docs/push#receive_push). */
export interface PushMessage {
  readonly data: Uint8Array;
  readonly messageId: string;
  /** When Pub/Sub took the message: RFC 3339. */
  readonly publishTime: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The attribute in which Google's own publishers carry the W3C trace context. */
const TRACEPARENT = "googclient_traceparent";

function refuse(path: string, expected: string): never {
  throw new PortError("invalid", `push request: ${path}: expected ${expected}, as Pub/Sub writes it`);
}

function fieldsOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ...value }
    : refuse(path, "an object");
}

/** Reads the parsed body of a push request; `data` is absent when the publisher sent none. Throws a PortError `invalid` that names the wrong path. */
export function readPushMessage(body: unknown): PushMessage {
  const message = fieldsOf(fieldsOf(body, "body")["message"], "message");
  const { data = "", messageId, publishTime, attributes = {} } = message;
  if (typeof data !== "string") return refuse("message.data", "base64 text");
  if (typeof messageId !== "string" || messageId === "") return refuse("message.messageId", "a text");
  if (typeof publishTime !== "string" || Number.isNaN(Date.parse(publishTime))) {
    return refuse("message.publishTime", "a time");
  }
  return {
    data: Buffer.from(data, "base64"),
    messageId,
    publishTime,
    attributes: fieldsOf(attributes, "message.attributes"),
  };
}

function traceIdOf({ messageId, attributes }: PushMessage): string {
  const parent = attributes[TRACEPARENT];
  const match = typeof parent === "string" ? /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(parent) : null;
  return traceIdFrom(match?.[1] ?? messageId);
}

/** A device's message; devices share a publisher, so the platform does not say which one it was. */
export function toDeviceMessage(message: PushMessage): RawMessage {
  return { body: message.data, arrived_at: message.publishTime, trace_id: traceIdOf(message) };
}
