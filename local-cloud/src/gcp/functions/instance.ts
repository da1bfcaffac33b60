import { rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import type { ClientRequest, IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { dirname, join, resolve as resolvePath } from "node:path";
import { startChild } from "../../processes/child-process.ts";
import type { Child } from "../../processes/child-process.ts";
import { readBody } from "../http/read-body.ts";
import { MAX_REQUEST_BYTES } from "./model.ts";
import type { FunctionRequest, FunctionResponse } from "./model.ts";

/** The process that serves one function. */
export interface Instance {
  /** Passes a request on. Throws when the process ends meanwhile or `signal` aborts. */
  call(request: FunctionRequest, signal: AbortSignal): Promise<FunctionResponse>;
  /** Resolves when the process has ended. */
  readonly exited: Promise<unknown>;
  stop(): Promise<void>;
}

/** How an instance is started. */
export interface InstanceOptions {
  readonly node: string;
  /** The folder with the unpacked code. */
  readonly folder: string;
  /** The socket it listens on: the framework takes a path for a port, and so opens nothing beyond loopback. */
  readonly socket: string;
  readonly entryPoint: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/** A container must listen within four minutes in the cloud; here it is a process. */
const START_DEADLINE_MS = 30_000;
const PROBE_MS = 15;

const FRAMEWORK = join(
  dirname(createRequire(import.meta.url).resolve("@google-cloud/functions-framework")),
  "main.js",
);
const MODULES = resolvePath(FRAMEWORK, "../../../../..");

/** Starts the functions framework on a function and resolves when it takes requests. Rejects with its last words when it ends before. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  await rm(options.socket, { force: true });
  const lastLines: string[] = [];
  const child = await startChild({
    node: options.node,
    args: [FRAMEWORK, `--target=${options.entryPoint}`, "--signature-type=http", `--port=${options.socket}`],
    env: { NODE_ENV: "production", NODE_PATH: MODULES, ...options.environment },
    cwd: options.folder,
    onLine(line) {
      lastLines.push(line);
      if (lastLines.length > 10) lastLines.shift();
      options.onLine(line);
    },
  });
  let running = true;
  void child.exited.then(() => (running = false));
  const instance = connectTo(child, options.socket);
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await listens(options.socket))) {
    if (running && Date.now() < deadline) {
      await new Promise((next) => setTimeout(next, PROBE_MS));
      continue;
    }
    await instance.stop();
    throw new Error(`the function did not start: ${lastLines.join(" | ") || "it wrote nothing"}`);
  }
  return instance;
}

function connectTo(child: Child, socketPath: string): Instance {
  // The agent lets a connection go before the server's keep-alive hint runs out, so that none is closed under a request.
  const agent = new Agent({ keepAlive: true });
  return {
    call: ({ method, path, headers, body }, signal) =>
      exchange(request({ agent, socketPath, signal, method, path, headers }), body),
    exited: child.exited,
    async stop() {
      agent.destroy();
      await child.stop();
      await rm(socketPath, { force: true });
    },
  };
}

function listens(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function exchange(sent: ClientRequest, body: Buffer): Promise<FunctionResponse> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", resolve);
    sent.on("error", reject);
    sent.end(body);
  });
  return {
    status: response.statusCode ?? 500,
    headers: response.headers,
    body: await readBody(response, MAX_REQUEST_BYTES),
  };
}
