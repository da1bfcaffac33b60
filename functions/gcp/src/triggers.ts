import type { Receiver } from "@twin2multicloud/connector";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import type { HotReader } from "@twin2multicloud/hot-reader";
import { SIGNATURE_HEADER } from "@twin2multicloud/model";
import type { HopItem } from "@twin2multicloud/model";
import { describeError, parseHopMessage } from "@twin2multicloud/ports";
import type { BatchResult, HttpAnswer, Logger } from "@twin2multicloud/ports";
import type { FunctionRequest, FunctionResponse, HttpHandler } from "./http-exchange.ts";
import { readPushMessage, toDeviceMessage } from "./push-message.ts";
import type { PushMessage } from "./push-message.ts";

type Step<T> = (inputs: readonly T[]) => Promise<BatchResult>;
type Read<T> = (message: PushMessage) => readonly T[];

/** Pub/Sub takes 204 as done; anything but 1xx and 2xx makes it push again and, in the end, set the message aside. */
const DONE = 204;
const UNREADABLE = 400;
const FAILED = 503;

function onPush<T>(read: Read<T>, step: Step<T>, logger: Logger): HttpHandler {
  const inputsOf = (body: unknown): readonly T[] | undefined => {
    try {
      return read(readPushMessage(body));
    } catch (error) {
      // The cause stays out of the log, because a JSON error quotes the message.
      logger.error("unreadable-message", { error: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };

  const statusOf = async (inputs: readonly T[]): Promise<number> => {
    try {
      const { failures } = await step(inputs);
      return failures.length === 0 ? DONE : FAILED;
    } catch (error) {
      logger.error("step-failed", { error: describeError(error) });
      return FAILED;
    }
  };

  return async ({ body }, response) => {
    const inputs = inputsOf(body);
    response.status(inputs ? await statusOf(inputs) : UNREADABLE).end();
  };
}

/** Feeds a step with the records of a hop message; the message is done when every record of it is. */
export function onHop(step: Step<HopItem>, logger: Logger): HttpHandler {
  return onPush(({ data }) => parseHopMessage(Buffer.from(data).toString()), step, logger);
}

/** Feeds a step with the messages that devices publish. */
export function onDeviceMessage(step: Step<RawMessage>, logger: Logger): HttpHandler {
  return onPush((message) => [toDeviceMessage(message)], step, logger);
}

function give(response: FunctionResponse, { status, headers, body }: HttpAnswer): void {
  response
    .status(status)
    .set({ ...headers })
    .end(body);
}

/** Hands requests of another cloud to a receiver, with the very bytes that were signed. */
export function onEdge(receive: Receiver): HttpHandler {
  return async (request, response) => {
    const signature = request.get(SIGNATURE_HEADER);
    const sent = { method: request.method, body: request.rawBody ?? new Uint8Array() };
    give(response, await receive(signature === undefined ? sent : { ...sent, signature }));
  };
}

function queryOf({ originalUrl }: FunctionRequest): URLSearchParams {
  const start = originalUrl.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : originalUrl.slice(start));
}

/** Hands requests for records to a hot reader. */
export function onRead(readHot: HotReader): HttpHandler {
  return async (request, response) => {
    const authorization = request.get("authorization");
    const question = { method: request.method, query: queryOf(request) };
    give(response, await readHot(authorization === undefined ? question : { ...question, authorization }));
  };
}
