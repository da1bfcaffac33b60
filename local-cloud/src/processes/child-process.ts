import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";

/** How a process is to be started. */
export interface ChildOptions {
  /** The node binary. */
  readonly node: string;
  /** Arguments of node: the script and what follows. */
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Takes every line that the process writes to stdout or stderr. */
  readonly onLine: (line: string) => void;
}

/** How a process ended: with an exit code or by a signal. */
export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A running process. */
export interface Child {
  readonly pid: number;
  /** Resolves when the process has ended and all its lines were handed over; never rejects. */
  readonly exited: Promise<ChildExit>;
  /** Ends the process: politely, and by force after `graceMs` (default 2,000 ms; 0 is by force at once). Resolves when it has ended. */
  stop(graceMs?: number): Promise<ChildExit>;
}

const ORPHAN_GUARD = fileURLToPath(new URL("./orphan-guard.cjs", import.meta.url));
const GRACE_MS = 2_000;

/** Starts node in a process of its own that ends with the daemon, even when that is killed. Rejects when it cannot be started. */
export function startChild(options: ChildOptions): Promise<Child> {
  const child = spawn(options.node, ["--require", ORPHAN_GUARD, ...options.args], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new Error(`cannot start ${options.node} in ${options.cwd}`, { cause })),
    );
    child.once("spawn", () => resolve(running(child, options.onLine)));
  });
}

function running(child: ChildProcess, onLine: (line: string) => void): Child {
  readLines(child.stdout, onLine);
  readLines(child.stderr, onLine);
  // Node also reports a failed kill here; the exit is what counts.
  child.on("error", (error) => onLine(`local cloud: ${error.message}`));
  const exited = new Promise<ChildExit>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    stop(graceMs = GRACE_MS) {
      child.kill(graceMs > 0 ? "SIGTERM" : "SIGKILL");
      const force = setTimeout(() => child.kill("SIGKILL"), graceMs);
      return exited.finally(() => clearTimeout(force));
    },
  };
}

function readLines(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Infinity }).on("line", onLine);
}
