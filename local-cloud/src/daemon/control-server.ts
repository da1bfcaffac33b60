import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { PluginRequest, PluginSession } from "../terraform/plugin-host.ts";
import type { LogLine, StatusAnswer, UpAnswer } from "./control-answers.ts";

/** What a ready daemon does when it is asked over its control server. */
export interface ControlActions {
  up(pin: boolean): Promise<UpAnswer>;
  status(): StatusAnswer;
  /** The last lines, of one function or of all. */
  tail(functionName: string | undefined): readonly LogLine[];
  /** Calls `listener` with every new line until the returned function is called. */
  follow(functionName: string | undefined, listener: (line: LogLine) => void): () => void;
  openPlugin(request: PluginRequest): Promise<PluginSession>;
  /** Breaks connections to a cloud's public functions for so many seconds. */
  beginOutage(cloud: string, seconds: number): void;
  /** Begins the end of the daemon. */
  down(): void;
}

/** The control server of a daemon, which is also its lock: only one process can listen on the port. */
export interface ControlServer {
  /** Opens the actions to callers who know the token; before that, the server only says who it is. */
  ready(actions: ControlActions, token: string): void;
  /** Takes no calls any more, but keeps the lock until it is closed. */
  unready(): void;
  close(): Promise<void>;
}

type Route = (actions: ControlActions, request: IncomingMessage, response: ServerResponse) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  "POST /up": async (actions, request, response) =>
    sendJson(response, await actions.up((await body(request)) === "pin")),
  "GET /status": (actions, _request, response) => sendJson(response, actions.status()),
  "GET /logs": (actions, request, response) => sendLogs(actions, request, response),
  "POST /plugin": async (actions, request, response) => sendPlugin(actions, request, response),
  "POST /outage": async (actions, request, response) => {
    const wanted: unknown = JSON.parse(await body(request));
    if (!isOutageRequest(wanted)) return refuse(response, 400, "expected { cloud, seconds }");
    actions.beginOutage(wanted.cloud, wanted.seconds);
    sendJson(response, {});
  },
  "POST /down": (actions, _request, response) => {
    response.once("finish", () => actions.down());
    sendJson(response, {});
  },
};

/** Listens on a port of 127.0.0.1, as the daemon of the folder with this id. Rejects with EADDRINUSE when the port is taken. */
export async function listenForControl(port: number, id: string): Promise<ControlServer> {
  let open: { actions: ControlActions; token: string } | undefined;
  const server = createServer((request, response) => {
    if (request.url === "/hello")
      return sendJson(response, { id, pid: process.pid, ready: open !== undefined });
    if (!open || !isAllowed(request, open.token))
      return refuse(response, 401, "the token is missing or wrong");
    void serve(open.actions, request, response);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    ready: (actions, token) => (open = { actions, token }),
    unready: () => (open = undefined),
    close: () => closeServer(server),
  };
}

async function serve(
  actions: ControlActions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const route = ROUTES[`${request.method} ${pathname}`];
  if (!route) return refuse(response, 404, `the local cloud has no ${request.method} ${pathname}`);
  try {
    await route(actions, request, response);
  } catch (error) {
    refuse(response, 500, error instanceof Error ? error.message : String(error));
  }
}

function sendLogs(actions: ControlActions, request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const functionName = searchParams.get("function") ?? undefined;
  const send = (line: LogLine): unknown => response.write(`${JSON.stringify(line)}\n`);
  response.writeHead(200, { "content-type": "application/jsonl" });
  actions.tail(functionName).forEach(send);
  if (!searchParams.has("follow")) {
    response.end();
    return;
  }
  response.flushHeaders();
  response.once("close", actions.follow(functionName, send));
}

// The answer stays open as long as Terraform needs the plugin; either side closes it.
async function sendPlugin(
  actions: ControlActions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const wanted: unknown = JSON.parse(await body(request));
  if (!isPluginRequest(wanted)) return refuse(response, 400, "expected { provider, workingDirectory }");
  const session = await actions.openPlugin(wanted);
  response.once("close", () => session.close());
  response.writeHead(200, { "content-type": "text/plain" });
  response.write(session.greeting);
  await session.ended;
  response.end();
}

function isPluginRequest(value: unknown): value is PluginRequest {
  if (typeof value !== "object" || value === null) return false;
  return "provider" in value && "workingDirectory" in value && typeof value.workingDirectory === "string";
}

function isOutageRequest(value: unknown): value is { cloud: string; seconds: number } {
  if (typeof value !== "object" || value === null) return false;
  return (
    "cloud" in value &&
    typeof value.cloud === "string" &&
    "seconds" in value &&
    typeof value.seconds === "number"
  );
}

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function body(request: IncomingMessage): Promise<string> {
  return text(request);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (!response.headersSent) response.writeHead(status, { "content-type": "text/plain" });
  response.end(message);
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
