import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { FromWorker, FunctionMetadata, Invocation, Outcome, ToWorker, WorkerLine } from "./protocol.ts";

/** How a worker is started. */
export interface WorkerOptions {
  readonly node: string;
  /** Folder of the unpacked package, and the file in it that registers the functions. */
  readonly folder: string;
  readonly main: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: WorkerLine) => void;
}

/** A process in which the functions of one app run. */
export interface Worker {
  readonly functions: readonly FunctionMetadata[];
  readonly pid: number;
  /** How the invocation ended; a worker that dies fails all that it was doing. */
  invoke(invocation: Invocation): Promise<Outcome>;
  readonly busy: number;
  /** Resolves with the reason when the process has ended. */
  readonly exited: Promise<string>;
  /** Ends the process at once. */
  kill(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("./worker/main.ts", import.meta.url));
const NO_WARNINGS = "--disable-warning=ExperimentalWarning";

/** Starts a worker and resolves when it has registered its functions; rejects with what the package threw. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const child = spawn(options.node, [NO_WARNINGS, MAIN], {
    cwd: options.folder,
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "advanced",
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on("line", (line) => options.onLine({ line }));
  }
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  return connect(child, { options, exited });
}

interface Connecting {
  readonly options: WorkerOptions;
  readonly exited: Promise<string>;
}

async function connect(child: ChildProcess, { options, exited }: Connecting): Promise<Worker> {
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const loaded = Promise.withResolvers<readonly FunctionMetadata[]>();
  // Nobody else listens when the process ends while the functions are being registered.
  loaded.promise.catch(() => undefined);
  child.on("message", (message: FromWorker) => {
    if (message.kind === "loaded") loaded.resolve(message.functions);
    else if (message.kind === "failed") loaded.reject(new Error(message.error));
    else if (message.kind === "lines") message.lines.forEach(options.onLine);
    else settle(waiting, message.invocationId, message.outcome);
  });
  const ended = exited.then((reason) => {
    loaded.reject(new Error(`the worker process ${reason}`));
    for (const id of waiting.keys())
      settle(waiting, id, { ok: false, error: `the worker process ${reason}` });
    return reason;
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  await post(child, { kind: "load", folder: options.folder, main: options.main });
  const functions = await loaded.promise.catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    functions,
    pid: child.pid ?? 0,
    exited: ended,
    kill,
    get busy() {
      return waiting.size;
    },
    async invoke(invocation) {
      const done = new Promise<Outcome>((resolve) => waiting.set(invocation.invocationId, resolve));
      await post(child, { kind: "invoke", invocation }).catch((error: unknown) =>
        settle(waiting, invocation.invocationId, { ok: false, error: String(error) }),
      );
      return done;
    },
  };
}

function settle(waiting: Map<string, (outcome: Outcome) => void>, id: string, outcome: Outcome): void {
  waiting.get(id)?.(outcome);
  waiting.delete(id);
}

function post(child: ChildProcess, message: ToWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    child.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
