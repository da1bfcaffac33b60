import { describe, expect, test } from "vitest";
import { memoryLog } from "../memory-log.fixture.ts";
import { openJournal } from "./journal.ts";
import type { Journal } from "./journal.ts";
import type { MemoryLog } from "../memory-log.fixture.ts";

interface Opened {
  readonly log: MemoryLog<string>;
  readonly state: string[];
  readonly journal: Journal<string>;
}

async function open(entries: readonly string[] = []): Promise<Opened> {
  const log = memoryLog(entries);
  const state: string[] = [];
  const journal = await openJournal({
    log,
    apply: (entry) => void state.push(entry),
    snapshot: () => [...state],
  });
  return { log, state, journal };
}

describe("journal", () => {
  test("replays what the log holds", async () => {
    expect((await open(["a", "b"])).state).toEqual(["a", "b"]);
  });

  test("applies an entry only when it is durable", async () => {
    const { log, state, journal } = await open();
    const recording = journal.record("a");
    expect(state).toEqual([]);
    await recording;
    expect([state, log.kept]).toEqual([["a"], ["a"]]);
  });

  test("an entry that the disk refused is not applied and the caller hears it", async () => {
    const { log, state, journal } = await open();
    log.failure = new Error("no space left");
    await expect(journal.record("a")).rejects.toThrow("no space left");
    expect(state).toEqual([]);
    log.failure = undefined;
    await journal.record("b");
    expect(state).toEqual(["b"]);
  });

  test("compaction loses nothing that is recorded before, while and after it", async () => {
    const { log, state, journal } = await open();
    const early = [journal.record("a"), journal.record("b")];
    log.size = 1e9;
    await Promise.all([...early, journal.record("c"), journal.record("d")]);
    await journal.record("e");
    expect(new Set(state)).toEqual(new Set(["a", "b", "c", "d", "e"]));
    expect(new Set(log.kept)).toEqual(new Set(state));
    expect(log.kept).toHaveLength(5);
  });
});
