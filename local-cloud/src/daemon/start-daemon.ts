import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, open, stat, truncate } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { diskError, errorCode } from "../storage/disk-error.ts";
import { findDaemon } from "./find-daemon.ts";
import type { RunningDaemon } from "./find-daemon.ts";
import type { LocalPaths } from "./local-paths.ts";

/** What a starting daemon tells the process that started it. */
export type Handshake =
  | { readonly ready: true }
  | { readonly runningPid: number }
  | { readonly error: string };

/** How a daemon is started. */
export interface StartOptions {
  readonly paths: LocalPaths;
  /** Arguments of node that run the daemon in the foreground. */
  readonly serve: readonly string[];
}

const DEADLINE_MS = 60_000;
const POLL_MS = 200;
const MAX_LOG_BYTES = 5_000_000;

/** The running daemon of a folder; it is started where there is none, and outlives this process. */
export async function ensureDaemon(options: StartOptions): Promise<RunningDaemon> {
  const deadline = performance.now() + DEADLINE_MS;
  while (performance.now() < deadline) {
    const running = await findDaemon(options.paths);
    if (running) return running;
    // Another process may have won the race to start, or an old daemon may be about to end.
    if (!("ready" in (await startDetached(options)))) await pause(POLL_MS);
  }
  throw new Error(`the local cloud is not ready after ${DEADLINE_MS / 1_000} s; see ${options.paths.log}`);
}

async function startDetached({ paths, serve }: StartOptions): Promise<Handshake> {
  const log = await openDaemonLog(paths);
  const child = spawn(process.execPath, serve, {
    detached: true,
    stdio: ["ignore", log.fd, log.fd, "ipc"],
    windowsHide: true,
  });
  try {
    const [said] = await Promise.race([once(child, "message"), once(child, "exit").then(() => [undefined])]);
    const handshake = isHandshake(said) ? said : { error: `it ended at once; see ${paths.log}` };
    if ("error" in handshake) throw new Error(`the local cloud cannot start: ${handshake.error}`);
    return handshake;
  } finally {
    if (child.connected) child.disconnect();
    child.unref();
    await log.close();
  }
}

async function openDaemonLog({ folder, log }: LocalPaths): Promise<Awaited<ReturnType<typeof open>>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await sizeOf(log)) > MAX_LOG_BYTES) await truncate(log);
    return await open(log, "a", 0o600);
  } catch (error) {
    throw diskError(log, error);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return 0;
    throw error;
  }
}

function isHandshake(value: unknown): value is Handshake {
  return (
    typeof value === "object" &&
    value !== null &&
    ("ready" in value || "runningPid" in value || "error" in value)
  );
}
