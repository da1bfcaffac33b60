import type { IncomingHttpHeaders } from "node:http";
import { ACCOUNT_ID } from "../arn.ts";

/** An HTTP request to a function URL. */
export interface UrlRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly host: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The HTTP response that a handler's result stands for. */
export interface UrlResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** The event of a request in payload format 2.0 (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html), as JSON. */
export function urlEvent(request: UrlRequest): string {
  const [rawPath, rawQueryString] = splitTarget(request.target);
  const query = queryOf(rawQueryString);
  const cookies = request.headers.cookie?.split(";").map((cookie) => cookie.trim());
  const base64 = isBinary(request.headers);
  return JSON.stringify({
    version: "2.0",
    routeKey: "$default",
    rawPath: safeDecode(rawPath),
    rawQueryString,
    ...(cookies && { cookies }),
    headers: headersOf(request.headers),
    ...(query && { queryStringParameters: query }),
    requestContext: contextOf(request, rawPath),
    ...(request.body.length > 0 && { body: request.body.toString(base64 ? "base64" : "utf8") }),
    isBase64Encoded: request.body.length > 0 && base64,
  });
}

/** Reads what a handler returned: a response object, or anything else as a JSON body; undefined when it is broken. */
export function urlResponse(payload: string): UrlResponse | undefined {
  const result: unknown = JSON.parse(payload);
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const body = typeof result === "string" ? result : payload;
    return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(body) };
  }
  const { statusCode, headers, body, cookies, isBase64Encoded }: Record<string, unknown> = { ...result };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== "string") return undefined;
  return {
    status,
    headers: { "content-type": "application/json", ...responseHeaders(headers), ...setCookies(cookies) },
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
}

// Text types reach the function as they are; everything else, and what is compressed, as base64.
function isBinary(headers: IncomingHttpHeaders): boolean {
  if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") return true;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return !/^(text\/.*|application\/(json|javascript|xml|.*\+json|.*\+xml))$/.test(type);
}

function contextOf({ method, headers, host, requestId, now }: UrlRequest, path: string): object {
  return {
    accountId: "anonymous",
    apiId: ACCOUNT_ID,
    domainName: host,
    domainPrefix: host.split(/[.:]/)[0],
    http: {
      method,
      path,
      protocol: "HTTP/1.1",
      sourceIp: "127.0.0.1",
      userAgent: headers["user-agent"] ?? "",
    },
    requestId,
    routeKey: "$default",
    stage: "$default",
    time: new Date(now).toUTCString(),
    timeEpoch: now,
  };
}

function splitTarget(target: string): [string, string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

function queryOf(raw: string): Record<string, string> | undefined {
  if (raw === "") return undefined;
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    const before = query[name];
    query[name] = before === undefined ? value : `${before},${value}`;
  }
  return query;
}

function headersOf(headers: IncomingHttpHeaders): Record<string, string> {
  const { cookie: _cookie, connection: _connection, ...rest } = headers;
  const joined = Object.entries(rest).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  return { ...Object.fromEntries(joined), "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" };
}

function responseHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function setCookies(cookies: unknown): Record<string, string[]> {
  return Array.isArray(cookies) && cookies.length > 0 ? { "set-cookie": cookies.map(String) } : {};
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
