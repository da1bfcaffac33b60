import type { ExitCode } from "../failure.ts";

/** What a command came to: one JSON document for machines, some lines for people, and the exit code. */
export interface CommandResult {
  readonly json: object;
  readonly text: string;
  readonly exitCode: ExitCode;
}
