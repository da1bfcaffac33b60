import { parseCommand, USAGE } from "./arguments.ts";
import { BadInput } from "./bad-input.ts";
import { systemClock } from "./clock.ts";
import { replay, send } from "./commands.ts";
import type { CommandDeps } from "./commands.ts";

const EXIT = { ok: 0, failed: 1, badInput: 2 } as const;

/** What the program needs from outside. */
export interface MainDeps extends CommandDeps {
  readonly stdout: { write(text: string): unknown };
}

async function run(args: readonly string[], deps: MainDeps): Promise<number> {
  const command = parseCommand(args);
  const started = deps.clock.now();
  const counts = command.kind === "send" ? await send(command, deps) : await replay(command, deps);
  const seconds = (deps.clock.now() - started) / 1000;
  const { sent, acknowledged, failed } = counts;
  deps.stdout.write(
    command.json
      ? `${JSON.stringify({ sent, acknowledged, failed, seconds })}\n`
      : `${sent} sent, ${acknowledged} acknowledged, ${failed} failed in ${seconds.toFixed(1)} s\n`,
  );
  return failed === 0 ? EXIT.ok : EXIT.failed;
}

function tellFailure(error: unknown, { json, stdout, stderr }: MainDeps & { json: boolean }): void {
  const message = error instanceof Error ? error.message : String(error);
  const advice = error instanceof BadInput ? error.advice : undefined;
  if (json)
    stdout.write(`${JSON.stringify({ ok: false, error: { message, ...(advice ? { advice } : {}) } })}\n`);
  else stderr.write(`simulate: ${message}\n${advice ? `${advice}\n` : ""}`);
}

const systemDeps: MainDeps = { clock: systemClock, stdout: process.stdout, stderr: process.stderr };

/** Runs one command and returns its exit code: 0, 1 when a message failed, 2 for bad input. */
export async function main(args: readonly string[], deps: MainDeps = systemDeps): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    deps.stdout.write(USAGE);
    return EXIT.ok;
  }
  try {
    return await run(args, deps);
  } catch (error) {
    tellFailure(error, { ...deps, json: args.includes("--json") });
    return error instanceof BadInput ? EXIT.badInput : EXIT.failed;
  }
}
