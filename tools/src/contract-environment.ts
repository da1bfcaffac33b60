import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./workspace.ts";

/** Starts bare services of the three clouds, lends the environment that leads the real SDKs there, and stops them again. */
export async function withEmulators<T>(
  use: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "contract-"));
  const bin = join(ROOT, "local-cloud/bin/local-cloud.js");
  const child = spawn(process.execPath, [bin, "emulate", "--json", "--dir", folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  try {
    const env = await firstLine(child.stdout);
    return await use(env);
  } finally {
    // Emulators end when their standard input does.
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstLine(stdout: NodeJS.ReadableStream): Promise<Record<string, string>> {
  for await (const line of createInterface({ input: stdout })) {
    const { env }: { env: Record<string, string> } = JSON.parse(line);
    return env;
  }
  throw new Error("the emulators ended before they were ready");
}
