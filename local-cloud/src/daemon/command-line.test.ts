import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./command-line.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "commands-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...argv: string[]): Promise<{ code: number; printed: string[]; complaints: string[] }> {
  const [printed, complaints]: string[][] = [[], []];
  const code = await runCommand([...argv, "--dir", folder], {
    clouds: {},
    script: "none",
    print: (line) => printed?.push(line),
    complain: (line) => complaints?.push(line),
  });
  return { code, printed: printed ?? [], complaints: complaints ?? [] };
}

describe("a command that fails", () => {
  test.each([
    [["logs"], 1, /is not running/],
    [["outage", "--cloud", "gcp", "--seconds", "3"], 1, /is not running/],
    [["outage", "--cloud", "gcp", "--seconds", "soon"], 2, /--seconds: expected a number above 0/],
    [["outage", "--seconds", "3"], 2, /--cloud: expected the name of one cloud/],
    [["emulate", "--cloud", "moon"], 2, /no cloud moon/],
    [["fly"], 2, /no command fly[^]*Usage:/],
    [["toString"], 2, /no command toString/],
    [[], 2, /no command[^]*Usage:/],
    [["status", "--colour"], 2, /Unknown option '--colour'/],
  ])("%j ends with %i and says why, also as one JSON document", async (argv, code, message) => {
    const text = await run(...argv);
    expect(text).toMatchObject({ code, printed: [] });
    expect(text.complaints.join("\n")).toMatch(message);
    const json = await run(...argv, "--json");
    expect(json).toMatchObject({ code, complaints: text.complaints });
    expect(json.printed).toHaveLength(1);
    expect(JSON.parse(json.printed[0] ?? "")).toEqual({
      ok: false,
      error: { message: expect.stringMatching(message) },
    });
  });
});

test("a local cloud that is not running has a status and an end", async () => {
  expect(await run("status", "--json")).toMatchObject({ code: 0, printed: ['{"running":false}'] });
  expect(await run("down", "--json")).toMatchObject({ code: 0, printed: ['{"stopped":false}'] });
});
