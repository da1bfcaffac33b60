import { describe, expect, test } from "vitest";
import { memoryLog } from "../memory-log.fixture.ts";
import type { MemoryLog } from "../memory-log.fixture.ts";
import type { QueueEntry } from "./queue-entries.ts";
import { openQueueStore } from "./queue-store.ts";
import type { QueueStore } from "./queue-store.ts";

const Q = "account/hop";

interface Opened {
  readonly store: QueueStore;
  readonly log: MemoryLog<QueueEntry>;
  readonly clock: { now: number };
}

async function open(entries: readonly QueueEntry[] = [], clock = { now: 1_000_000 }): Promise<Opened> {
  const log = memoryLog(entries);
  const store = await openQueueStore({ log, now: () => clock.now });
  return { store, log, clock };
}

async function openWith(...texts: string[]): Promise<Opened> {
  const opened = await open();
  await opened.store.create(Q, {});
  for (const text of texts) await opened.store.put(Q, { text });
  return opened;
}

/** As after a killed daemon: only what is on disk is left. */
const reopen = ({ log, clock }: Opened): Promise<Opened> => open(log.kept, clock);

describe("messages", () => {
  test("a message whose append failed is not there", async () => {
    const { store, log } = await openWith();
    log.failure = new Error("disk full");
    await expect(store.put(Q, { text: "a" })).rejects.toThrow("disk full");
    expect([store.length(Q), await store.take(Q, { max: 1, visibilityMs: 1000 })]).toEqual([0, []]);
  });

  test("are handed out in order, each once until its hold ends", async () => {
    const { store, clock } = await openWith("a", "b", "c");
    const texts = async (max: number): Promise<string[]> =>
      (await store.take(Q, { max, visibilityMs: 30_000 })).map((one) => one.text);
    expect([await texts(2), await texts(32), await texts(1)]).toEqual([["a", "b"], ["c"], []]);
    expect(store.wakesAt(Q)).toBe(clock.now + 30_000);
    clock.now += 30_000;
    expect(await texts(32)).toEqual(["a", "b", "c"]);
  });

  test("only the present holder may delete or change one", async () => {
    const { store, clock } = await openWith("a");
    const [first] = await store.take(Q, { max: 1, visibilityMs: 1000 });
    clock.now += 1000;
    const [second] = await store.take(Q, { max: 1, visibilityMs: 1000 });
    expect(second?.count).toBe(2);
    expect(await store.remove(Q, first?.id ?? "", first?.receipt ?? "")).toBe("PopReceiptMismatch");
    expect(await store.remove(Q, "none", "none")).toBe("MessageNotFound");
    expect(await store.remove("account/none", "none", "none")).toBe("QueueNotFound");
    expect(await store.remove(Q, second?.id ?? "", second?.receipt ?? "")).toBeUndefined();
    expect(store.length(Q)).toBe(0);
  });

  test("a change gives a new receipt, hides anew and may replace the text", async () => {
    const { store, clock } = await openWith("a");
    const [held] = await store.take(Q, { max: 1, visibilityMs: 60_000 });
    const changed = await store.update(Q, {
      id: held?.id ?? "",
      receipt: held?.receipt ?? "",
      visibilityMs: 0,
      text: "b",
    });
    expect(changed).toMatchObject({ text: "b", visible: clock.now, count: 1 });
    expect((await store.take(Q, { max: 1, visibilityMs: 1 }))[0]).toMatchObject({ text: "b", count: 2 });
  });

  test("are gone when their time to live is over", async () => {
    const { store, clock } = await openWith();
    await store.put(Q, { text: "a", ttlMs: 5000 });
    clock.now += 5000;
    expect(await store.take(Q, { max: 1, visibilityMs: 1000 })).toEqual([]);
  });

  test("a delayed one is hidden until then, and watchers hear of each that is put", async () => {
    const { store, clock } = await openWith();
    let heard = 0;
    const stop = store.watch(Q, () => (heard += 1));
    await store.put(Q, { text: "a", delayMs: 2000 });
    expect(store.peek(Q, 1)).toEqual([]);
    clock.now += 2000;
    expect(store.peek(Q, 1)).toHaveLength(1);
    stop();
    await store.put(Q, { text: "b" });
    expect(heard).toBe(1);
  });
});

describe("after a killed daemon", () => {
  test("what was acknowledged is there and what was deleted is not", async () => {
    const before = await openWith("a", "b");
    const [a] = await before.store.take(Q, { max: 1, visibilityMs: 60_000 });
    await before.store.remove(Q, a?.id ?? "", a?.receipt ?? "");
    const { store } = await reopen(before);
    expect((await store.take(Q, { max: 32, visibilityMs: 1000 })).map((one) => one.text)).toEqual(["b"]);
  });

  test("a client keeps its hold, and a hold that was lent to the host has ended", async () => {
    const before = await openWith("a", "b");
    const [a] = await before.store.take(Q, { max: 1, visibilityMs: 60_000 });
    await before.store.take(Q, { max: 1, visibilityMs: 60_000, lent: true });
    const { store } = await reopen(before);
    expect((await store.take(Q, { max: 32, visibilityMs: 1000 })).map((one) => one.text)).toEqual(["b"]);
    expect(await store.remove(Q, a?.id ?? "", a?.receipt ?? "")).toBeUndefined();
  });

  test("a snapshot says the same as the entries before it", async () => {
    const before = await openWith("a", "b", "c");
    await before.store.take(Q, { max: 1, visibilityMs: 60_000 });
    await before.store.take(Q, { max: 1, visibilityMs: 60_000, lent: true });
    before.log.size = 1e12;
    await before.store.setMetadata(Q, { kind: "hop" });
    expect(before.log.kept.map((one) => one.op)).toEqual(["create", "put", "put", "put", "create"]);
    const { store } = await reopen(before);
    expect((await store.take(Q, { max: 32, visibilityMs: 1000 })).map((one) => one.text)).toEqual(["b", "c"]);
    expect(store.metadata(Q)).toEqual({ kind: "hop" });
  });
});
