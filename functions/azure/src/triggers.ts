import type { HttpHandler, HttpResponseInit, StorageQueueHandler } from "@azure/functions";
import type { Receiver } from "@twin2multicloud/connector";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import type { HotReader } from "@twin2multicloud/hot-reader";
import { SIGNATURE_HEADER } from "@twin2multicloud/model";
import type { HopItem } from "@twin2multicloud/model";
import { describeError, parseHopMessage } from "@twin2multicloud/ports";
import type { BatchResult, HttpAnswer } from "@twin2multicloud/ports";
import { readDeviceEvent } from "./device-event.ts";
import { inInvocation } from "./invocation-log.ts";

type Step<T> = (inputs: readonly T[]) => Promise<BatchResult>;

/** The host takes a message off the queue when its function succeeds, so one record that failed fails the message as a whole. */
function onStorageQueue<T>(readEntry: (entry: unknown) => readonly T[], step: Step<T>): StorageQueueHandler {
  return (entry, context) =>
    inInvocation(context, async () => {
      const inputs = readEntry(entry);
      const { failures } = await step(inputs);
      const [first] = failures;
      if (first === undefined) return;
      const complaint = `${failures.length} of ${inputs.length} records were not taken: ${describeError(first.error)}`;
      throw new Error(complaint, { cause: first.error });
    });
}

/** The worker hands a message that is JSON over as the value that it holds. */
function textOf(entry: unknown): string {
  return typeof entry === "string" ? entry : JSON.stringify(entry);
}

/** Feeds a step with the records of hop messages. */
export function onHopQueue(step: Step<HopItem>): StorageQueueHandler {
  return onStorageQueue((entry) => parseHopMessage(textOf(entry)), step);
}

/** Feeds a step with the device events that Event Grid put into the queue. */
export function onDeviceQueue(step: Step<RawMessage>): StorageQueueHandler {
  return onStorageQueue((entry) => [readDeviceEvent(entry)], step);
}

function asResponse({ status, headers, body }: HttpAnswer): HttpResponseInit {
  return { status, headers, body };
}

/** Hands requests of another cloud to a receiver, with the very bytes that were signed. */
export function onEdge(receive: Receiver): HttpHandler {
  return (request, context) =>
    inInvocation(context, async () => {
      const body = new Uint8Array(await request.arrayBuffer());
      const signature = request.headers.get(SIGNATURE_HEADER);
      const { method } = request;
      return asResponse(await receive(signature === null ? { method, body } : { method, body, signature }));
    });
}

/** Hands requests for records to a hot reader. */
export function onRead(readHot: HotReader): HttpHandler {
  return (request, context) =>
    inInvocation(context, async () => {
      const { method } = request;
      // The host's own query holds one value per name; a parameter that is given twice must be seen.
      const query = new URL(request.url).searchParams;
      const authorization = request.headers.get("authorization");
      return asResponse(
        await readHot(authorization === null ? { method, query } : { method, query, authorization }),
      );
    });
}
