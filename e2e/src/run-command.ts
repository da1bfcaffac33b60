import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

/** The root of the checkout. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** How a command ended, with everything that it said. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. */
export function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: CommandOptions,
): Promise<CommandResult> {
  const started = Date.now();
  return new Promise((done, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) =>
      done({ code: code ?? 1, stdout, stderr, milliseconds: Date.now() - started }),
    );
  });
}

/** Runs `twin` as a user does. */
export function runTwin(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  return runCommand(process.execPath, [join(ROOT, "deployer/bin/twin.js"), ...args], options);
}

/** Runs `twin` and reads the one JSON document that it prints. Throws with all that was said when it fails. */
export async function twinJson<T>(args: readonly string[], options: CommandOptions): Promise<T> {
  const result = await runTwin([...args, "--json"], options);
  if (result.code !== 0)
    throw new Error(`twin ${args.join(" ")} ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
  return JSON.parse(result.stdout);
}
