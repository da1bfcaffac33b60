import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStateFile } from "./state-file.ts";
import type { StateFile } from "./state-file.ts";

const isNumbers = (value: unknown): value is number[] => Array.isArray(value);

describe("a state file", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "state-"));
    file = join(folder, "numbers.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (): Promise<StateFile<number[]>> => openStateFile<number[]>(file, [], isNumbers);

  test("keeps the last of several saves, for its owner only, and leaves no other file", async () => {
    const state = await open();
    await Promise.all([state.save([1]), state.save([1, 2])]);
    expect((await open()).state).toEqual([1, 2]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, "utf8"))).toEqual([1, 2]);
  });

  test("does not believe what it could not write", async () => {
    const state = await open();
    await rm(folder, { recursive: true });
    await writeFile(folder, "");
    await expect(state.save([1])).rejects.toThrow(/cannot write/);
    expect(state.state).toEqual([]);
  });

  test.each(["{}", "half a docu"])("refuses %j", async (text) => {
    await writeFile(file, text);
    await expect(open()).rejects.toThrow(/numbers\.json is not a state file.*remove it/);
  });
});
