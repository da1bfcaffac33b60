import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Console } from "./cli/context.ts";
import { runProgram } from "./cli/program.ts";
import { thisMachine } from "./machine/machine.ts";
import { createProgress } from "./progress.ts";

// The state and plans that Terraform writes hold keys and tokens: whatever this program starts writes for the owner alone.
process.umask(0o077);

const workspace = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const consoleFor = (json: boolean): Console => ({
  machine: thisMachine(workspace),
  progress: createProgress({
    isTerminal: process.stderr.isTTY && !json,
    write: (text) => void process.stderr.write(text),
  }),
  print: (text) => void process.stdout.write(`${text}\n`),
  canAsk: process.stdin.isTTY && process.stderr.isTTY && !json,
});

// Whoever reads the output may have seen enough of it, as `head` has.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), consoleFor);
