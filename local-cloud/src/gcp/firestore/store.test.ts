import { describe, expect, test } from "vitest";
import { createMemoryLog } from "../memory-log.fixture.ts";
import type { MemoryLog } from "../memory-log.fixture.ts";
import { openFirestoreStore } from "./store.ts";
import type { FirestoreEntry, FirestoreStore } from "./store.ts";
import type { Write } from "./messages.ts";

const DATABASE = "projects/p/databases/d";
const COLLECTION = `${DATABASE}/documents/records`;

function open(log: MemoryLog<FirestoreEntry>): Promise<FirestoreStore> {
  return openFirestoreStore({ log, now: () => 1_000_000, warn: () => {} });
}

async function setUp() {
  const log = createMemoryLog<FirestoreEntry>();
  const store = await open(log);
  await store.create(DATABASE);
  return { log, store };
}

function create(id: string, value = "v"): Write {
  return {
    update: { name: `${COLLECTION}/${id}`, fields: { value: { stringValue: value } } },
    currentDocument: { exists: false },
  };
}

function valueOf(store: FirestoreStore, id: string): string | undefined {
  return store.database(DATABASE).collection(COLLECTION).get(`${COLLECTION}/${id}`)?.fields?.["value"]
    ?.stringValue;
}

function codes(outcomes: Awaited<ReturnType<FirestoreStore["writeEach"]>>): string[] {
  return outcomes.map((outcome) => ("error" in outcome ? outcome.error.code : "OK"));
}

describe("the Firestore store", () => {
  test("knows no database that was not made", async () => {
    const { store } = await setUp();
    await expect(store.commit("projects/p/databases/none", [create("a")])).rejects.toThrow(
      /none does not exist/,
    );
    await expect(store.create(DATABASE)).rejects.toThrow(/already exists/);
  });

  test("keeps the first of two creations, and says of each write what became of it", async () => {
    const { store } = await setUp();
    const bad: Write = { update: { name: `${COLLECTION}/bad`, fields: { __x__: { integerValue: "1" } } } };
    const outcomes = await store.writeEach(DATABASE, [
      create("a", "first"),
      create("a", "second"),
      bad,
      create("b"),
    ]);
    expect(codes(outcomes)).toEqual(["OK", "ALREADY_EXISTS", "INVALID_ARGUMENT", "OK"]);
    expect(valueOf(store, "a")).toBe("first");
  });

  test("commits all or nothing", async () => {
    const { store } = await setUp();
    await store.commit(DATABASE, [create("a")]);
    await expect(store.commit(DATABASE, [create("b"), create("a")])).rejects.toThrow(/already exists/);
    expect(valueOf(store, "b")).toBeUndefined();
  });

  test("honours preconditions, masks and deletions", async () => {
    const { store } = await setUp();
    const name = `${COLLECTION}/a`;
    const update = { update: { name, fields: { other: { stringValue: "o" } } } };
    await expect(store.commit(DATABASE, [{ ...update, currentDocument: { exists: true } }])).rejects.toThrow(
      /No document to update/,
    );
    const time = await store.commit(DATABASE, [create("a")]);
    await store.commit(DATABASE, [
      { ...update, updateMask: { fieldPaths: ["other"] }, currentDocument: { updateTime: time } },
    ]);
    expect(store.database(DATABASE).collection(COLLECTION).get(name)?.fields).toEqual({
      value: { stringValue: "v" },
      other: { stringValue: "o" },
    });
    await expect(
      store.commit(DATABASE, [{ ...update, currentDocument: { updateTime: time } }]),
    ).rejects.toThrow(/required base version/);
    await store.commit(DATABASE, [{ delete: name }]);
    expect(valueOf(store, "a")).toBeUndefined();
  });

  test("takes a write back that the disk did not take", async () => {
    const { log, store } = await setUp();
    log.fail(true);
    await expect(store.writeEach(DATABASE, [create("a")])).rejects.toThrow(/disk is full/);
    expect(valueOf(store, "a")).toBeUndefined();
    log.fail(false);
    expect(codes(await store.writeEach(DATABASE, [create("a")]))).toEqual(["OK"]);
  });

  test("says that a document exists only when that is on disk", async () => {
    const { log, store } = await setUp();
    log.hold(true);
    const first = store.writeEach(DATABASE, [create("a", "first")]);
    let answered = false;
    const second = store.writeEach(DATABASE, [create("a", "second")]).then((outcomes) => {
      answered = true;
      return codes(outcomes);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    log.hold(false);
    expect([codes(await first), await second]).toEqual([["OK"], ["ALREADY_EXISTS"]]);
  });

  test("brings documents back after the process was killed, but not those of a deleted database", async () => {
    const { log, store } = await setUp();
    await store.commit(DATABASE, [create("a"), create("b")]);
    await store.commit(DATABASE, [{ delete: `${COLLECTION}/b` }]);
    const second = log.reopened();
    const again = await open(second);
    again.restore(DATABASE);
    expect([valueOf(again, "a"), valueOf(again, "b")]).toEqual(["v", undefined]);
    await again.deleteDatabase(DATABASE);
    expect(JSON.stringify(second.written)).not.toContain("records");
    const third = await open(second.reopened());
    third.restore(DATABASE);
    expect(valueOf(third, "a")).toBeUndefined();
  });

  test("gives a new database nothing of an abandoned one of its name", async () => {
    const { log, store } = await setUp();
    await store.commit(DATABASE, [create("a")]);
    const second = log.reopened();
    const fresh = await open(second);
    fresh.dropOrphans();
    await fresh.create(DATABASE);
    const third = await open(second.reopened());
    third.restore(DATABASE);
    expect(valueOf(third, "a")).toBeUndefined();
  });

  test("refuses transforms, which it does not emulate", async () => {
    const { store } = await setUp();
    const outcomes = await store.writeEach(DATABASE, [{ ...create("a"), updateTransforms: [{}] }]);
    expect(codes(outcomes)).toEqual(["UNIMPLEMENTED"]);
  });
});
