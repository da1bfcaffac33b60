#!/usr/bin/env node
// Plain JavaScript that any Node can read: it makes sure that the program itself runs on a Node that can run it.
import { spawnSync } from "node:child_process";
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
  const script = fileURLToPath(import.meta.url);
  const env = { ...process.env, TWIN_RELAUNCHED: "1" };
  process.exitCode =
    spawnSync(BUNDLED, [script, ...process.argv.slice(2)], { stdio: "inherit", env }).status ?? 1;
} else {
  console.error(
    `twin needs Node ${NEEDED.join(".")} or newer, this is ${process.version}. Run npm ci in the repository (it brings a Node along) or install one from https://nodejs.org.`,
  );
  process.exitCode = 1;
}
