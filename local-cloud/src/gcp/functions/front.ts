import { createServer } from "node:https";
import type { Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { KEEP_ALIVE_MS } from "../http/listen.ts";
import { readBody } from "../http/read-body.ts";
import { MAX_REQUEST_BYTES, platformAnswer } from "./model.ts";
import type { FunctionRequest, FunctionResponse } from "./model.ts";

/** Headers that belong to one connection and are not passed on. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "proxy-authorization",
  "expect",
];

/** The https server behind a function's URL; not listening yet. */
export function createFront(
  { tls, outage }: Pick<DaemonServices, "outage" | "tls">,
  invoke: (request: FunctionRequest) => Promise<FunctionResponse>,
): Server {
  const { key, cert } = tls;
  return createServer({ key, cert, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (outage.active) request.socket.destroy();
    else void answer(request, response, invoke);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  invoke: (request: FunctionRequest) => Promise<FunctionResponse>,
): Promise<void> {
  const { status, headers, body } = await invokeWithBody(request, invoke);
  response.writeHead(status, {
    ...withoutHopByHop(headers),
    "content-length": String(contentLength(request, headers, body)),
  });
  response.end(body);
}

async function invokeWithBody(
  request: IncomingMessage,
  invoke: (request: FunctionRequest) => Promise<FunctionResponse>,
): Promise<FunctionResponse> {
  const body = await readBody(request, MAX_REQUEST_BYTES).catch(() => undefined);
  if (!body) return platformAnswer(413, `A request may have ${MAX_REQUEST_BYTES} bytes at most.`);
  return invoke({
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: forwarded(request, body),
    body,
  });
}

function forwarded(request: IncomingMessage, body: Buffer): IncomingMessage["headers"] {
  const headers = withoutHopByHop(request.headers);
  return {
    ...headers,
    ...(body.length > 0 ? { "content-length": String(body.length) } : {}),
    "x-forwarded-for": request.socket.remoteAddress ?? "127.0.0.1",
    "x-forwarded-proto": "https",
  };
}

function withoutHopByHop(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function contentLength(request: IncomingMessage, headers: IncomingMessage["headers"], body: Buffer): number {
  return request.method === "HEAD" ? Number(headers["content-length"] ?? 0) : body.length;
}
