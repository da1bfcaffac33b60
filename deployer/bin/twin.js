#!/usr/bin/env node
// Plain JavaScript that any Node can read: it makes sure that the program itself runs on a Node that can run it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NEEDED = [22, 18];
const BUNDLED = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

const [major, minor] = process.versions.node.split(".").map(Number);
const isNewEnough = major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);

if (isNewEnough) {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...details) => {
    if (!String(warning).includes("Type Stripping")) emitWarning.call(process, warning, ...details);
  };
  await import("../src/main.ts");
} else if (existsSync(BUNDLED) && process.execPath !== BUNDLED && !process.env.TWIN_RELAUNCHED) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(BUNDLED, args, { stdio: "inherit", env: { ...process.env, TWIN_RELAUNCHED: "1" } });
  // Whoever interrupts this process means the program; this one waits for its exit code.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error(
    `twin needs Node ${NEEDED.join(".")} or newer, this is ${process.version}. Run npm ci in the repository (it brings a Node along) or install one from https://nodejs.org.`,
  );
  process.exitCode = 1;
}
