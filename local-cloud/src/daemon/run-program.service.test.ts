import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../bin/local-cloud.js", import.meta.url));

test("ends quietly when nobody reads its output any more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "program-"));
  const child = spawn(process.execPath, [PROGRAM, "status", "--dir", folder]);
  child.stdout.destroy();
  const said = text(child.stderr);
  expect(await once(child, "close")).toEqual([0, null]);
  expect(await said).toBe("");
  rmSync(folder, { recursive: true });
});
