import type { HotQuery } from "@twin2multicloud/ports";
import { normaliseTimestamp } from "@twin2multicloud/model";

/** A parameter that cannot be used, by name and with what it should have been. */
export interface BadParameter {
  readonly parameter: string;
  readonly expected: string;
}

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const KNOWN = ["device_id", "from", "to", "order", "limit", "next", "latest"];
const SORT_KEY = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z#[\w-]{43}$/;

/** The token by which the next page in that order is asked for: opaque to callers. */
export function encodeNext(order: HotQuery["order"], sortKey: string): string {
  return Buffer.from(`${order} ${sortKey}`).toString("base64url");
}

function decodeNext(token: string, order: HotQuery["order"]): string | undefined {
  const [given, sortKey = ""] = Buffer.from(token, "base64url").toString().split(" ");
  return given === order && SORT_KEY.test(sortKey) ? sortKey : undefined;
}

class Refusal extends Error {
  readonly bad: BadParameter;
  constructor(parameter: string, expected: string) {
    super(parameter);
    this.bad = { parameter, expected };
  }
}

function oneOf(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw new Refusal(name, "given once");
  return values[0];
}

function timeOf(query: URLSearchParams, name: string): string | undefined {
  const text = oneOf(query, name);
  if (text === undefined) return undefined;
  // A `+` that a caller forgot to escape reads as a blank.
  const time = normaliseTimestamp(text.replace(/ (?=\d{2}:?\d{2}$)/, "+"));
  if (time === undefined) throw new Refusal(name, "a time in ISO 8601, as 2026-01-31T12:00:00Z");
  return time;
}

function limitOf(query: URLSearchParams): number {
  const text = oneOf(query, "limit") ?? String(DEFAULT_LIMIT);
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw new Refusal("limit", `a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

function orderOf(query: URLSearchParams): "asc" | "desc" {
  const order = oneOf(query, "order") ?? "asc";
  if (order !== "asc" && order !== "desc")
    throw new Refusal("order", "asc (oldest first) or desc (newest first)");
  return order;
}

function afterOf(query: URLSearchParams, order: HotQuery["order"]): string | undefined {
  const token = oneOf(query, "next");
  if (token === undefined) return undefined;
  const after = decodeNext(token, order);
  if (after === undefined) throw new Refusal("next", "the `next` of the page before, in the same order");
  return after;
}

function latestOf(query: URLSearchParams): boolean {
  const text = oneOf(query, "latest") ?? "false";
  if (text !== "true" && text !== "false") throw new Refusal("latest", "true or false");
  return text === "true";
}

function read(query: URLSearchParams): HotQuery {
  const unknown = [...query.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new Refusal(unknown, `one of ${KNOWN.join(", ")}`);
  const device_id = oneOf(query, "device_id");
  if (!device_id) throw new Refusal("device_id", "the id of a device");
  const [from, to] = [timeOf(query, "from"), timeOf(query, "to")];
  const [order, limit, latest] = [orderOf(query), limitOf(query), latestOf(query)];
  const after = afterOf(query, order);
  return {
    device_id,
    ...(latest ? { order: "desc", limit: 1 } : { order, limit }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(after === undefined || latest ? {} : { after }),
  };
}

/** Reads the parameters of a request; `latest` asks for the newest record of the range alone. */
export function readQuery(query: URLSearchParams): { query: HotQuery; latest: boolean } | BadParameter {
  try {
    return { query: read(query), latest: latestOf(query) };
  } catch (error) {
    if (error instanceof Refusal) return error.bad;
    throw error;
  }
}
