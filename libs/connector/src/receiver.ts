import { createHash } from "node:crypto";
import type { Envelope, HopItem, ReceivedResponse } from "@twin2multicloud/model";
import { describeError, isRetryable, jsonAnswer, PortError, systemClock } from "@twin2multicloud/ports";
import type { BatchResult, Clock, HttpAnswer, Logger } from "@twin2multicloud/ports";
import { parseEdgeKeys } from "./edge-key.ts";
import { unwrap } from "./envelopes.ts";
import { isSigned } from "./signature.ts";

/** One request from another cloud; `body` holds the bytes as they came, because the signature covers them. */
export interface ReceiverRequest {
  readonly method: string;
  readonly body: Uint8Array;
  readonly signature?: string;
}

/** What a receiver leans on; `keys` is one edge key, or two separated by a comma. */
export interface ReceiverDeps {
  readonly keys: string;
  readonly targetLayer: Envelope["target_layer"];
  readonly deliver: (items: readonly HopItem[]) => Promise<BatchResult>;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** Answers requests of the other side of an edge. */
export type Receiver = (request: ReceiverRequest) => Promise<HttpAnswer>;

function failureAnswer({ failures }: BatchResult): HttpAnswer {
  const retryable = failures.some(({ error }) => isRetryable(error));
  return jsonAnswer(retryable ? 503 : 422, { status: "failed", failed: failures.map(({ index }) => index) });
}

/**
 * Answers 200 `{"status":"received","id"}` only when every record is durable; 401 to a missing, wrong or stale signature;
 * 400 with the path of a wrong field; 503 (422 where trying again cannot help) with the positions in `failed` that were not taken.
 */
export function createReceiver(deps: ReceiverDeps): Receiver {
  const { targetLayer, deliver, logger, clock = systemClock } = deps;
  const keys = parseEdgeKeys(deps.keys);

  const take = async (body: Uint8Array): Promise<HttpAnswer> => {
    const items = unwrap(body, targetLayer);
    const result = await deliver(items);
    if (result.failures.length > 0) {
      logger.warn("receive-failed", {
        items: items.length,
        failed: result.failures.length,
        trace_id: items[0]?.trace_id,
      });
      return failureAnswer(result);
    }
    const answer: ReceivedResponse = {
      status: "received",
      id: createHash("sha256").update(body).digest("hex").slice(0, 32),
    };
    return jsonAnswer(200, answer);
  };

  return async ({ method, body, signature }) => {
    if (!isSigned({ body, signature, keys, now: clock.now() })) {
      logger.warn("unsigned-request", { bytes: body.byteLength });
      return jsonAnswer(401, { error: "unauthorised" });
    }
    if (method !== "POST") return jsonAnswer(405, { error: "method-not-allowed" }, { allow: "POST" });
    try {
      return await take(body);
    } catch (error) {
      if (error instanceof PortError && error.code === "invalid")
        return jsonAnswer(400, { error: error.message });
      logger.error("receive-failed", { error: describeError(error) });
      return jsonAnswer(503, { error: "unavailable" });
    }
  };
}
