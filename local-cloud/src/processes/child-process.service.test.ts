import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { startChild } from "./child-process.ts";
import type { Child } from "./child-process.ts";

const ignore = (): void => undefined;

function start(script: string, onLine: (line: string) => void = ignore): Promise<Child> {
  return startChild({
    node: process.execPath,
    args: ["-e", script],
    env: { GREETING: "hello" },
    cwd: tmpdir(),
    onLine,
  });
}

describe("a child process", () => {
  test("hands over every line of both streams before it counts as ended", async () => {
    const lines: string[] = [];
    const script =
      "console.log(process.env.GREETING + '\\nsecond'); console.error('third'); process.stdout.write('unended')";
    const child = await start(script, (line) => lines.push(line));
    expect(await child.exited).toEqual({ code: 0, signal: null });
    expect(lines.toSorted()).toEqual(["hello", "second", "third", "unended"]);
  });

  test("is ended by force when it does not listen", async () => {
    let ready: (line: string) => void = ignore;
    const up = new Promise<string>((resolve) => (ready = resolve));
    const child = await start(
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
      (line) => ready(line),
    );
    expect(await up).toBe("up");
    expect(await child.stop(20)).toEqual({ code: null, signal: "SIGKILL" });
  });

  test("ends when the process that started it is killed", async () => {
    const module = new URL("./child-process.ts", import.meta.url).href;
    const parentScript = `import(${JSON.stringify(module)}).then(async ({ startChild }) => {
      const child = await startChild({ node: process.execPath, args: ["-e", "setInterval(() => {}, 1000); console.log('up')"],
        env: {}, cwd: ${JSON.stringify(tmpdir())}, onLine: () => console.log(child.pid) }); });`;
    let told: (line: string) => void = ignore;
    const grandchild = new Promise<string>((resolve) => (told = resolve));
    const parent = await start(parentScript, (line) => /^\d+$/.test(line) && told(line));
    const pid = Number(await grandchild);
    await parent.stop(0);
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  });

  test("says what could not be started", async () => {
    const options = { node: "/nowhere/node", args: [], env: {}, cwd: tmpdir(), onLine: ignore };
    await expect(startChild(options)).rejects.toThrow(/cannot start \/nowhere\/node/);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
