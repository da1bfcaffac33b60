import { randomUUID } from "node:crypto";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { DaemonServices } from "../../daemon/cloud-module.ts";
import { closeServer, listen } from "../api/listen.ts";
import { readBody } from "../api/read-body.ts";
import type { Functions } from "./functions.ts";
import { MAX_PAYLOAD_BYTES } from "./invocation.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { urlEvent, urlResponse } from "./url-event.ts";
import type { UrlResponse } from "./url-event.ts";
import { isPublic } from "./url-permission.ts";

/** An https server in front of one function. */
export interface FunctionUrl {
  /** https://localhost:PORT/ */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a function's URL on its recorded port. */
export async function startFunctionUrl(
  services: Pick<DaemonServices, "outage" | "port" | "tls">,
  functions: Functions,
  name: string,
): Promise<FunctionUrl> {
  const port = await services.port(urlPortName(name));
  const { key, cert } = services.tls;
  let running = 0;
  const respond = async (request: IncomingMessage): Promise<UrlResponse> => {
    const target = functions.find(name);
    if (!target || !isPublic(functions.permissions(name).values())) return forbidden();
    const body = await readBody(request, MAX_PAYLOAD_BYTES);
    if (!body)
      return message(
        413,
        "RequestEntityTooLargeException",
        "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
      );
    if (running >= (target.settings.reservedConcurrency ?? Infinity))
      return message(429, "TooManyRequestsException", "Rate Exceeded.");
    running += 1;
    return invoke({ target, request, body, host: `localhost:${port}` }).finally(() => (running -= 1));
  };
  const server = createServer({ key, cert }, (request, response) => {
    if (services.outage.active) {
      request.socket.destroy();
      return;
    }
    respond(request).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 60_000;
  await listen(server, port);
  return { url: `https://localhost:${port}/`, close: () => closeServer(server) };
}

/** Under which name the port of a function's URL is recorded. */
export function urlPortName(functionName: string): string {
  return `lambda-url-${functionName}`;
}

interface UrlInvocation {
  readonly target: LambdaFunction;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly host: string;
}

async function invoke({ target, request, body, host }: UrlInvocation): Promise<UrlResponse> {
  const event = urlEvent({
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers: request.headers,
    body,
    host,
    requestId: randomUUID(),
    now: Date.now(),
  });
  const outcome = await target.invoke(event);
  return (outcome.ok ? urlResponse(outcome.payload) : undefined) ?? badGateway();
}

function send(response: ServerResponse, { status, headers, body }: UrlResponse): void {
  const { "content-length": _length, ...rest } = headers;
  response.writeHead(status, { ...rest, "content-length": body.length });
  response.end(body);
}

function forbidden(): UrlResponse {
  const text =
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
  return message(403, "AccessDeniedException", text);
}

function badGateway(): UrlResponse {
  return {
    status: 502,
    headers: { "content-type": "application/json" },
    body: Buffer.from("Internal Server Error"),
  };
}

function message(status: number, type: string, text: string): UrlResponse {
  const headers = { "content-type": "application/json", "x-amzn-errortype": type };
  return { status, headers, body: Buffer.from(JSON.stringify({ Message: text })) };
}
