import { EXIT, failureOf } from "../failure.ts";
import type { ExitCode } from "../failure.ts";
import type { CommandOptions, Console } from "./context.ts";
import type { CommandResult } from "./result.ts";

/** A command of `twin`, with the options that it takes. */
export type RunCommand<Options = CommandOptions> = (
  console: Console,
  options: Options,
) => Promise<CommandResult>;

function failedResult(error: unknown): CommandResult {
  const { message, advice, exitCode } = failureOf(error);
  return {
    json: { ok: false, error: { message, ...(advice ? { advice } : {}) } },
    text: advice ? `${message}\n${advice}` : message,
    exitCode,
  };
}

/** Runs a command and prints what it came to: one JSON document on stdout, or text (failures to stderr). Gives the exit code. */
export async function runCommand<Options extends { readonly json: boolean }>(
  console: Console,
  options: Options,
  command: RunCommand<Options>,
): Promise<ExitCode> {
  const result = await command(console, options).catch(failedResult);
  if (options.json) console.print(JSON.stringify(result.json));
  else if (result.exitCode === EXIT.ok || result.exitCode === EXIT.badInput) console.print(result.text);
  else console.progress.note(result.text);
  return result.exitCode;
}
