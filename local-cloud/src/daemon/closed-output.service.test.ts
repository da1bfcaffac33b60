import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const MODULE = new URL("./closed-output.ts", import.meta.url).href;

test("a program that would print for ever ends quietly with its reader", async () => {
  const script = `import(${JSON.stringify(MODULE)}).then(({ endWithReader }) => {
    endWithReader(process.stdout);
    setInterval(() => console.log("one more line"), 1);
  });`;
  const child = spawn(process.execPath, ["--no-warnings", "-e", script]);
  const said = text(child.stderr);
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await once(child, "close")).toEqual([0, null]);
  expect(await said).toBe("");
});
