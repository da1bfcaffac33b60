import type { Receiver } from "@twin2multicloud/connector";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import type { HotReader } from "@twin2multicloud/hot-reader";
import { SIGNATURE_HEADER } from "@twin2multicloud/model";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import type { BatchResult, HttpAnswer, Logger } from "@twin2multicloud/ports";
import { readDeviceMessage } from "./device-message.ts";
import type { SqsBatchResponse, SqsEvent, UrlEvent, UrlResponse } from "./lambda-events.ts";

/** A Lambda handler for messages of a queue. */
export type QueueHandler = (event: SqsEvent) => Promise<SqsBatchResponse>;

/** A Lambda handler for requests to the function's URL. */
export type UrlHandler = (event: UrlEvent) => Promise<UrlResponse>;

type Step<T> = (inputs: readonly T[]) => Promise<BatchResult>;

/** Runs one step over all messages of an event; a message fails when it cannot be read or any of its inputs failed. */
function onSqs<T>(read: (body: string) => readonly T[], step: Step<T>, logger: Logger): QueueHandler {
  return async ({ Records }) => {
    const failed = new Set<string>();
    const inputs: { messageId: string; input: T }[] = [];
    for (const { messageId, body } of Records) {
      try {
        inputs.push(...read(body).map((input) => ({ messageId, input })));
      } catch (error) {
        // Handed out again it fails again, until the queue sets it aside as a dead letter; the others go on. The
        // cause stays out of the log, because a JSON error quotes the message.
        const reason = error instanceof Error ? error.message : String(error);
        logger.error("unreadable-message", { message_id: messageId, error: reason });
        failed.add(messageId);
      }
    }
    const { failures } = await step(inputs.map(({ input }) => input));
    for (const { index } of failures) {
      const messageId = inputs[index]?.messageId;
      if (messageId !== undefined) failed.add(messageId);
    }
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Feeds a step with the records of hop messages. */
export function onQueue(step: Step<HopItem>, logger: Logger): QueueHandler {
  return onSqs(parseHopMessage, step, logger);
}

/** Feeds a step with the device messages that the IoT topic rule put into the queue. */
export function onDeviceQueue(step: Step<RawMessage>, logger: Logger): QueueHandler {
  return onSqs((body) => [readDeviceMessage(body)], step, logger);
}

function asUrlResponse({ status, headers, body }: HttpAnswer): UrlResponse {
  return { statusCode: status, headers, body };
}

/** Hands requests of another cloud to a receiver, with the very bytes that were signed. */
export function onEdge(receive: Receiver): UrlHandler {
  return async ({ requestContext, headers, body = "", isBase64Encoded }) => {
    const signature = headers[SIGNATURE_HEADER];
    const request = {
      method: requestContext.http.method,
      body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8"),
    };
    return asUrlResponse(await receive(signature === undefined ? request : { ...request, signature }));
  };
}

/** Hands requests for records to a hot reader. */
export function onRead(readHot: HotReader): UrlHandler {
  return async ({ requestContext, headers, rawQueryString }) => {
    const authorization = headers["authorization"];
    const request = { method: requestContext.http.method, query: new URLSearchParams(rawQueryString) };
    return asUrlResponse(
      await readHot(authorization === undefined ? request : { ...request, authorization }),
    );
  };
}
