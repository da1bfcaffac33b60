import { errorCode } from "../storage/disk-error.ts";
import { runCommand } from "./command-line.ts";
import type { CloudMakers } from "./daemon-core.ts";

/** Runs the command line of this process; a reader that has seen enough (`| head`) ends it quietly. */
export async function runProgram(clouds: CloudMakers, script: string): Promise<void> {
  process.stdout.on("error", (error) => {
    if (errorCode(error) === "EPIPE") process.exit(0);
    throw error;
  });
  const { log: print, error: complain } = console;
  process.exitCode = await runCommand(process.argv.slice(2), { clouds, script, print, complain });
}
