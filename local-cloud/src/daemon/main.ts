import { fileURLToPath } from "node:url";
import { clouds } from "./clouds.ts";
import { runCommand } from "./command-line.ts";

const script = fileURLToPath(new URL("../../bin/local-cloud.js", import.meta.url));

try {
  process.exitCode = await runCommand(process.argv.slice(2), { clouds, script, print: console.log });
} catch (error) {
  console.error(`twin-local-cloud: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
