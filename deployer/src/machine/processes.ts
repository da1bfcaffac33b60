import { spawn } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** A program to run; `environment` is the whole environment of it. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Gets each line of stdout as it comes. */
  onLine?(line: string): void;
}

/** How a program ended; `interrupted` tells that the user asked to stop meanwhile. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly interrupted: boolean;
}

/** The programs of the machine. Rejects with the system's error (ENOENT ...) when a program cannot be started. */
export interface Processes {
  /** Runs to the end. Ctrl-C reaches the program once, as SIGINT, and is waited out, so that it can end in good order. */
  run(command: Command): Promise<Ended>;
  /** Runs on this program's own terminal, passes signals on, and gives the exit code. */
  hand(command: Command): Promise<number>;
  /** Whether a process of that id exists. */
  isAlive(pid: number): boolean;
}

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function onInterrupt(act: (signal: NodeJS.Signals) => void): () => void {
  for (const signal of INTERRUPTS) process.on(signal, act);
  return () => {
    for (const signal of INTERRUPTS) process.off(signal, act);
  };
}

function collect(stream: Readable | null, onLine?: (line: string) => void): { text(): string } {
  const lines: string[] = [];
  if (stream) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  return { text: () => lines.join("\n") };
}

function start({ file, args, folder, environment }: Command, options: SpawnOptions): ChildProcess {
  return spawn(file, args, { ...options, cwd: folder, env: { ...environment } });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function run(command: Command): Promise<Ended> {
  const child = start(command, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const stdout = collect(child.stdout, command.onLine?.bind(command));
  const stderr = collect(child.stderr);
  let interrupted = false;
  const release = onInterrupt(() => {
    if (!interrupted) child.kill("SIGINT");
    interrupted = true;
  });
  try {
    const code = await ended(child);
    return { code, stdout: stdout.text(), stderr: stderr.text(), interrupted };
  } finally {
    release();
  }
}

async function hand(command: Command): Promise<number> {
  const child = start(command, { stdio: "inherit" });
  // Ctrl-C reaches the program from the terminal as well; whoever stops this process alone means it, too.
  const release = onInterrupt((signal) => child.kill(signal));
  try {
    return await ended(child);
  } finally {
    release();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The programs of this machine. */
export const nodeProcesses: Processes = { run, hand, isAlive };
