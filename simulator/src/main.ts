import { parseCommand } from "./arguments.ts";
import { BadInput } from "./bad-input.ts";
import { replay, send } from "./commands.ts";

const EXIT = { ok: 0, failed: 1, badInput: 2 } as const;

async function run(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  const deps = { now: Date.now, stderr: process.stderr };
  const started = Date.now();
  const counts = command.kind === "send" ? await send(command, deps) : await replay(command, deps);
  const seconds = (Date.now() - started) / 1000;
  const { sent, acknowledged, failed } = counts;
  process.stdout.write(
    command.json
      ? `${JSON.stringify({ sent, acknowledged, failed, seconds })}\n`
      : `${sent} sent, ${acknowledged} acknowledged, ${failed} failed in ${seconds.toFixed(1)} s\n`,
  );
  return failed === 0 ? EXIT.ok : EXIT.failed;
}

/** Runs one command and returns its exit code: 0, 1 when a message failed, 2 for bad input. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    process.stderr.write(`simulate: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof BadInput ? EXIT.badInput : EXIT.failed;
  }
}
