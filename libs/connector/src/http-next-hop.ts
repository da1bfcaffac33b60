import { MAX_HOP_ITEMS, SIGNATURE_HEADER } from "@twin2multicloud/model";
import type { Cloud, Envelope, HopItem } from "@twin2multicloud/model";
import { describeError, PortError, systemClock } from "@twin2multicloud/ports";
import type { BatchFailure, Clock, Logger, NextHop } from "@twin2multicloud/ports";
import { parseEdgeKey } from "./edge-key.ts";
import { wrap } from "./envelopes.ts";
import { ATTEMPT_MILLISECONDS, RetryableFailure, withRetry } from "./retry.ts";
import { sign } from "./signature.ts";

/** One edge between two clouds, seen from the sender; `key` is `<key id>:<base64url secret>`. */
export interface HttpNextHopOptions {
  readonly url: string;
  readonly key: string;
  readonly sourceCloud: Cloud;
  readonly targetLayer: Envelope["target_layer"];
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetch?: typeof fetch;
}

/** Requests larger than this are split: it is far below the 6 MB of a Lambda function URL. */
const MAX_REQUEST_BYTES = 1024 * 1024;

/** Refusals for what a request holds, not for where it goes or who sends it: one bad record may be the cause. */
const OF_CONTENT: readonly number[] = [400, 413, 422];

type Indexed = readonly [index: number, item: HopItem];

function chunksOf(items: readonly HopItem[]): Indexed[][] {
  const chunks: Indexed[][] = [];
  let bytes = Infinity;
  items.forEach((item, index) => {
    const size = Buffer.byteLength(JSON.stringify(item.record)) + 512;
    const current = chunks.at(-1);
    if (!current || current.length === MAX_HOP_ITEMS || bytes + size > MAX_REQUEST_BYTES) {
      chunks.push([[index, item]]);
      bytes = size;
    } else {
      current.push([index, item]);
      bytes += size;
    }
  });
  return chunks;
}

function retryAfterOf(response: Response, now: number): number {
  const text = response.headers.get("retry-after") ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** Which items of a refused request the receiver names as not taken, by their positions; undefined when it names none. */
async function namedIn(
  response: Response,
  sent: readonly Indexed[],
): Promise<readonly Indexed[] | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  const failed = typeof body === "object" && body !== null && "failed" in body ? body.failed : undefined;
  const named = Array.isArray(failed) ? sent.filter((_, position) => failed.includes(position)) : [];
  return named.length > 0 ? named : undefined;
}

/** Whether the body is the receiver's own; whatever else may stand in its place answers 200, too, and keeps nothing. */
async function isReceived(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "status" in body && body.status === "received";
}

function refusal(host: string, status: number): PortError {
  return new PortError(
    status === 401 || status === 403 ? "denied" : "rejected",
    `${host} answered ${status}`,
  );
}

/** Makes the function that posts items once, signed. Throws a RetryableFailure when no answer comes. */
function createPost(
  options: HttpNextHopOptions,
  clock: Clock,
): (items: readonly Indexed[]) => Promise<Response> {
  const { url, sourceCloud, targetLayer, fetch: send = fetch } = options;
  const key = parseEdgeKey(options.key);
  return async (items) => {
    const envelopes = items.map(([, item]) => wrap(item, { sourceCloud, targetLayer, now: clock.now() }));
    const body = Buffer.from(JSON.stringify(envelopes.length === 1 ? envelopes[0] : envelopes));
    const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: sign(body, key, clock.now()) };
    const signal = AbortSignal.timeout(ATTEMPT_MILLISECONDS);
    try {
      return await send(url, { method: "POST", headers, body, redirect: "error", signal });
    } catch (cause) {
      throw new RetryableFailure(`${new URL(url).host} cannot be reached`, { cause });
    }
  };
}

/** A NextHop over HTTPS: envelopes, signed with the edge's key, retried with a total budget; what the receiver took is not sent again. */
export function createHttpNextHop(options: HttpNextHopOptions): NextHop {
  const { logger, clock = systemClock, random = Math.random } = options;
  const { host } = new URL(options.url);
  const post = createPost(options, clock);

  /** Posts what is pending; returns what the receiver refused for good, and leaves in `pending` what it did not take. */
  const attempt = async (state: { pending: readonly Indexed[] }): Promise<readonly BatchFailure[]> => {
    const response = await post(state.pending);
    if (response.status === 200) {
      if (await isReceived(response)) return [];
      throw new RetryableFailure(`${host} answered 200 without saying that it received the records`);
    }
    const named = await namedIn(response, state.pending);
    const sent = state.pending;
    state.pending = named ?? sent;
    if (response.status === 429 || response.status >= 500) {
      throw new RetryableFailure(`${host} answered ${response.status}`, {
        retryAfter: retryAfterOf(response, clock.now()),
      });
    }
    // A request refused as a whole says nothing of its single records, so each is tried by itself.
    if (!named && sent.length > 1 && OF_CONTENT.includes(response.status))
      return (await Promise.all(sent.map((one) => deliver([one])))).flat();
    return state.pending.map(([index]) => ({ index, error: refusal(host, response.status) }));
  };

  const deliver = async (chunk: readonly Indexed[]): Promise<readonly BatchFailure[]> => {
    const state = { pending: chunk };
    const onRetry = (wait: number, error: Error) =>
      logger.warn("connector-retry", {
        wait_ms: Math.round(wait),
        error: describeError(error),
        items: state.pending.length,
      });
    try {
      return await withRetry(() => attempt(state), { clock, random, onRetry });
    } catch (cause) {
      const error = new PortError("unavailable", `${host} did not take the records in time`, { cause });
      return state.pending.map(([index]) => ({ index, error }));
    }
  };

  return {
    async send(items) {
      const failures = await Promise.all(chunksOf(items).map(deliver));
      return { failures: failures.flat() };
    },
  };
}
