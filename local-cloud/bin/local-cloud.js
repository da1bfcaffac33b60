#!/usr/bin/env node
// Runs the TypeScript sources, with the repository's own Node where the installed one is too old for them.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const OLDEST = [22, 18];

function isOldEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

// Node warns on every start that it strips types, which is no news to anybody here.
function silenceTypeStripping() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).includes("Type Stripping")) emitWarning.call(process, warning, ...rest);
  };
}

if (isOldEnough()) {
  silenceTypeStripping();
  await import("../src/daemon/main.ts");
} else {
  const node = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
  const run = spawnSync(node, process.argv.slice(1), { stdio: "inherit" });
  if (run.error)
    console.error(`twin-local-cloud needs Node ${OLDEST.join(".")} or newer: run npm ci, or install it`);
  process.exitCode = run.status ?? 1;
}
