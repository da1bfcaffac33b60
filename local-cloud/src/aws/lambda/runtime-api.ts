import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { closeServer, listen } from "../api/listen.ts";
import { readBody } from "../api/read-body.ts";
import { MAX_PAYLOAD_BYTES } from "./invocation.ts";

/** What an instance's process asks its host for. */
export interface RuntimeHost {
  /** The process waits for an invocation; `hand` gives it one, `gone` is aborted when it stops waiting. */
  next(hand: (invocation: RuntimeInvocation) => void, gone: AbortSignal): void;
  /** The process finished an invocation; the body is undefined when it is longer than a response may be. */
  finished(requestId: string, kind: "response" | "error", body: string | undefined): void;
  initFailed(body: string): void;
}

/** One invocation on its way into a process. */
export interface RuntimeInvocation {
  readonly requestId: string;
  readonly functionArn: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly event: string;
}

/** The Runtime API of all instances: each has its own path below the one address. */
export interface RuntimeApi {
  /** The value of AWS_LAMBDA_RUNTIME_API for an instance. */
  attach(instanceId: string, host: RuntimeHost): string;
  detach(instanceId: string): void;
  close(): Promise<void>;
}

const PATH = /^\/([^/]+)\/2018-06-01\/runtime\/(?:invocation\/([^/]+)(?:\/(response|error))?|init\/(error))$/;

/** Starts the Runtime API on a port. */
export async function startRuntimeApi(port: number): Promise<RuntimeApi> {
  const hosts = new Map<string, RuntimeHost>();
  const server = createServer((request, response) => {
    route(hosts, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  await listen(server, port);
  return {
    attach(instanceId, host) {
      hosts.set(instanceId, host);
      return `127.0.0.1:${port}/${instanceId}`;
    },
    detach: (instanceId) => void hosts.delete(instanceId),
    close: () => closeServer(server),
  };
}

async function route(
  hosts: ReadonlyMap<string, RuntimeHost>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, instanceId = "", requestId, result, init] = PATH.exec(request.url ?? "") ?? [];
  const host = hosts.get(instanceId);
  if (!host) return answer(response, 404);
  if (requestId === "next") return waitForNext(host, response);
  const body = await readBody(request, MAX_PAYLOAD_BYTES);
  if (init) host.initFailed(body?.toString() ?? "");
  else if (requestId && (result === "response" || result === "error"))
    host.finished(requestId, result, body?.toString());
  else return answer(response, 404);
  return answer(response, body ? 202 : 413);
}

function waitForNext(host: RuntimeHost, response: ServerResponse): void {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  host.next(({ requestId, functionArn, deadline, event }) => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(event),
      "lambda-runtime-aws-request-id": requestId,
      "lambda-runtime-deadline-ms": deadline,
      "lambda-runtime-invoked-function-arn": functionArn,
    });
    response.end(event);
  }, gone.signal);
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`{"status":"${status}"}`);
}
