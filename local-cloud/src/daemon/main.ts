import { fileURLToPath } from "node:url";
import { clouds } from "./clouds.ts";
import { runProgram } from "./run-program.ts";

await runProgram(clouds, fileURLToPath(new URL("../../bin/local-cloud.js", import.meta.url)));
