import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLog } from "./open-log.ts";

describe("a durable log", () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "log-"));
    file = join(folder, "deep", "messages.jsonl");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const reopened = async (): Promise<unknown[]> => {
    const log = await openLog<unknown>(file);
    await log.close();
    const entries: unknown[] = [];
    for await (const entry of log.entries) entries.push(entry);
    return entries;
  };

  test("gives back acknowledged entries without having been closed", async () => {
    const log = await openLog<{ text: string }>(file);
    await Promise.all(["ä\n", "b", "c"].map((text) => log.append({ text })));
    expect(await reopened()).toEqual([{ text: "ä\n" }, { text: "b" }, { text: "c" }]);
    expect(log.size).toBe((await readFile(file)).length);
    await log.close();
  });

  test("cuts off a torn last line and goes on behind it", async () => {
    const first = await openLog<number>(file);
    await first.append(1);
    await first.close();
    await appendFile(file, '{"half":');
    const second = await openLog<number>(file);
    await second.append(2);
    await second.close();
    expect(await reopened()).toEqual([1, 2]);
  });

  test("refuses a log that is damaged before its end", async () => {
    const log = await openLog<number>(file);
    await log.close();
    await appendFile(file, "1\nnonsense\n3\n");
    await expect(openLog(file)).rejects.toThrow(/messages\.jsonl, line 2: expected JSON/);
  });

  test("keeps appends that wait while it is rewritten", async () => {
    const log = await openLog<string>(file);
    await log.append("old");
    const during = [log.append("in flight"), log.rewrite(["new"]), log.append("after")];
    await Promise.all(during);
    await log.close();
    expect(await reopened()).toEqual(["new", "in flight", "after"]);
  });

  test("rejects what it cannot write, and says so", async () => {
    const log = await openLog<string>(file);
    await log.close();
    await expect(log.append("late")).rejects.toThrow(/cannot write .*messages\.jsonl/);
  });
});
