import { spawn } from "node:child_process";
import type { SpawnOptions } from "node:child_process";
import { ROOT } from "./workspace.ts";

/** How a process ended. */
export interface ProcessResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a program from the root of the checkout; with `quiet` its output is kept and shown only by the caller. */
export function runProcess(
  command: string,
  args: readonly string[],
  { quiet = false, env = {} }: { quiet?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<ProcessResult> {
  const options: SpawnOptions = {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
  };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
