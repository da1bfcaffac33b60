import { endWithReader } from "./closed-output.ts";
import { runCommand } from "./command-line.ts";
import type { CloudMakers } from "./daemon-core.ts";

/** Runs the command line of this process. */
export async function runProgram(clouds: CloudMakers, script: string): Promise<void> {
  endWithReader(process.stdout);
  const { log: print, error: complain } = console;
  process.exitCode = await runCommand(process.argv.slice(2), { clouds, script, print, complain });
}
