import { sortKey } from "@twin2multicloud/model";
import type { TelemetryRecord } from "@twin2multicloud/model";
import { describeError, jsonAnswer } from "@twin2multicloud/ports";
import type { HotPage, HotQuery, HotStore, HttpAnswer, Logger } from "@twin2multicloud/ports";
import { isAuthorised } from "./bearer.ts";
import { encodeNext, readQuery } from "./query.ts";

/** One request to the hot reader, before any cloud's shape. */
export interface ReaderRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly authorization?: string;
}

/** Answers GET by device and time range with pages of records. */
export type HotReader = (request: ReaderRequest) => Promise<HttpAnswer>;

/** What the hot reader leans on; any of `tokens` opens it, so that a token can be changed without a gap. */
export interface HotReaderDeps {
  readonly hotStore: HotStore;
  readonly tokens: readonly string[];
  readonly logger: Logger;
}

/** A Lambda function answers at most 6 MB, in which the body stands as JSON text (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const MAX_PAGE_BYTES = 5 * 1024 * 1024;

const NO_STORE = { "cache-control": "no-store" };

/** Who, when and which first, whatever order the store keeps. */
function identityFirst(record: TelemetryRecord): TelemetryRecord {
  const { device_id, timestamp, message_id, ...properties } = record;
  return { device_id, timestamp, message_id, ...properties };
}

/** How many of the records, one at least, go into one answer. */
function fitting(records: readonly TelemetryRecord[]): number {
  let bytes = 0;
  const first = records.findIndex((record) => {
    bytes += Buffer.byteLength(JSON.stringify(JSON.stringify(record)));
    return bytes > MAX_PAGE_BYTES;
  });
  return first < 0 ? records.length : Math.max(1, first);
}

function pageBody(page: HotPage, { query, latest }: { query: HotQuery; latest: boolean }): unknown {
  const items = page.items.slice(0, fitting(page.items)).map(identityFirst);
  const last = items.at(-1);
  const more = page.more || items.length < page.items.length;
  return { items, ...(more && last && !latest ? { next: encodeNext(query.order, sortKey(last)) } : {}) };
}

/** Answers 401 without a valid token, 405 to other methods, 400 naming a bad parameter, 503 when the store fails. */
export function createHotReader({ hotStore, tokens, logger }: HotReaderDeps): HotReader {
  return async ({ method, query, authorization }) => {
    if (!isAuthorised(authorization, tokens)) {
      return jsonAnswer(
        401,
        { error: "unauthorised", expected: "Authorization: Bearer <reader token>" },
        { "www-authenticate": "Bearer" },
      );
    }
    if (method !== "GET")
      return jsonAnswer(405, { error: "method-not-allowed", expected: "GET" }, { allow: "GET" });
    const request = readQuery(query);
    if (!("query" in request)) return jsonAnswer(400, { error: "bad-parameter", ...request });
    try {
      return jsonAnswer(200, pageBody(await hotStore.query(request.query), request), NO_STORE);
    } catch (error) {
      logger.error("read-failed", { device_id: request.query.device_id, error: describeError(error) });
      return jsonAnswer(503, { error: "unavailable" }, { "retry-after": "1" });
    }
  };
}
