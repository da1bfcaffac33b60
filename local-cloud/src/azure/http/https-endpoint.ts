import { once } from "node:events";
import { createServer } from "node:https";
import type { Outage } from "../../daemon/outage.ts";
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** A request whose body has arrived. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded path and query; host and scheme are those that the client asked for. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What is sent back. */
export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** Answers one request. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpReply> | HttpReply;

/** A server that can be stopped. */
export interface Endpoint {
  readonly origin: string;
  close(): Promise<void>;
}

/** What an endpoint is made from. */
export interface EndpointOptions {
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly handle: HttpHandler;
  /** While it is active, connections break. */
  readonly outage?: Outage;
}

/** Longer than any client keeps an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_MS = 65_000;

/** Bodies beyond this are refused with 413 before they fill the memory. */
const MAX_BODY_BYTES = 128 * 1024 * 1024;

/** Serves https on loopback with the daemon's certificate. */
export async function createHttpsEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { port, tls, handle, outage } = options;
  const server = createServer({
    key: tls.key,
    cert: tls.cert,
    keepAliveTimeout: KEEP_ALIVE_MS,
    noDelay: true,
  });
  const listener = listenerOf(handle);
  server.on("request", (incoming, outgoing) => {
    if (outage?.active) incoming.socket.destroy();
    else listener(incoming, outgoing);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `https://localhost:${port}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Turns a handler into a listener of node's servers; a handler that throws answers 500 with its message. */
export function listenerOf(handle: HttpHandler): RequestListener {
  return (incoming, outgoing) => {
    void answer(incoming, handle)
      .catch((error: unknown) => failure(error))
      .then((reply) => send(outgoing, reply));
  };
}

async function answer(incoming: IncomingMessage, handle: HttpHandler): Promise<HttpReply> {
  const body = await readBody(incoming);
  if (body === undefined) return { status: 413, headers: { connection: "close" } };
  const url = new URL(incoming.url ?? "/", `https://${incoming.headers.host ?? "localhost"}`);
  return handle({ method: incoming.method ?? "GET", url, headers: incoming.headers, body });
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function failure(error: unknown): HttpReply {
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code: "InternalServerError", message }),
  };
}

function send(outgoing: ServerResponse, reply: HttpReply): void {
  const body = typeof reply.body === "string" ? Buffer.from(reply.body) : (reply.body ?? Buffer.alloc(0));
  for (const [name, value] of Object.entries(reply.headers ?? {})) outgoing.setHeader(name, value);
  if (!outgoing.hasHeader("content-length")) outgoing.setHeader("content-length", body.length);
  outgoing.writeHead(reply.status);
  outgoing.end(body);
}
