import assert from "node:assert/strict";
import { sortKey } from "@twin2multicloud/model";
import type { JsonValue, TelemetryRecord } from "@twin2multicloud/model";
import type { HotQuery, HotStore } from "@twin2multicloud/ports";
import { freshDevice, recordOf, timeOf } from "./fixtures.ts";
import type { RegisterTest } from "./runner.ts";

const AWKWARD: Readonly<Record<string, JsonValue>> = {
  fraction: 21.12345678901234,
  tiny: 1.5e-9,
  huge: 1.797693134862315e125,
  negative: -0.1,
  zero: 0,
  safe: Number.MAX_SAFE_INTEGER,
  yes: true,
  no: false,
  nothing: null,
  empty: "",
  digits: "007",
  unicode: "Grüße, 温度 🌡️ \u0000 \n \"'\\",
  list: [1, "two", null, { three: 3 }],
  none: [],
  nested: { a: { b: { c: 1.25 } }, nix: {} },
};

const AWKWARD_NAMES = [
  "properties",
  "sort_key",
  "id",
  "a.b",
  "ünï",
  "$x",
  "`",
  "_rid",
  "with space",
  "constructor",
  "ttl",
];

const all = (device_id: string): HotQuery => ({ device_id, order: "asc", limit: 1000 });

async function statuses(store: HotStore, records: readonly TelemetryRecord[]): Promise<string[]> {
  return (await store.put(records)).map((outcome) => {
    if (outcome.status === "failed") throw outcome.error;
    return outcome.status;
  });
}

/** Reads a whole range page by page, as the hot reader's callers do. */
async function readAll(store: HotStore, query: HotQuery): Promise<TelemetryRecord[]> {
  const found: TelemetryRecord[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.query(after === undefined ? query : { ...query, after });
    found.push(...page.items);
    const last = page.items.at(-1);
    if (!page.more) return found;
    assert.equal(page.items.length, query.limit, "a page that is not the last one is full");
    assert.ok(last);
    after = sortKey(last);
  }
}

/** Proves that a HotStore keeps the promises of its port; `makeStore` may give a store that holds other devices' records. */
export function hotStoreContract(test: RegisterTest, makeStore: () => Promise<HotStore>): void {
  test("an unknown device is an empty page", async () => {
    const store = await makeStore();
    assert.deepEqual(await store.query(all(freshDevice())), { items: [], more: false });
  });

  test("an empty list stores nothing", async () => {
    const store = await makeStore();
    assert.deepEqual(await store.put([]), []);
  });

  test("a record comes back with every JSON value as it went in", async () => {
    const store = await makeStore();
    const record = recordOf(freshDevice(), 0, AWKWARD);
    assert.deepEqual(await statuses(store, [record]), ["stored"]);
    assert.deepEqual((await store.query(all(record.device_id))).items, [record]);
  });

  test("a property may bear any name", async () => {
    const store = await makeStore();
    const properties = Object.fromEntries(AWKWARD_NAMES.map((name, index) => [name, index]));
    const record = recordOf(freshDevice(), 0, properties);
    await statuses(store, [record]);
    assert.deepEqual((await store.query(all(record.device_id))).items, [record]);
  });

  test("the first write of an identity wins and a second one changes nothing", async () => {
    const store = await makeStore();
    const device = freshDevice();
    assert.deepEqual(await statuses(store, [recordOf(device, 1, { v: 1 })]), ["stored"]);
    assert.deepEqual(await statuses(store, [recordOf(device, 1, { v: 2 }), recordOf(device, 2)]), [
      "exists",
      "stored",
    ]);
    const { items } = await store.query(all(device));
    assert.deepEqual(items, [recordOf(device, 1, { v: 1 }), recordOf(device, 2)]);
  });

  test("the same identity twice in one batch is stored once", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const outcomes = await statuses(store, [recordOf(device, 1), recordOf(device, 1)]);
    assert.deepEqual([...outcomes].sort(), ["exists", "stored"]);
    assert.equal((await store.query(all(device))).items.length, 1);
  });

  test("writes of the same identity at the same time are stored once", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => statuses(store, [recordOf(device, 1)])),
    );
    assert.equal(outcomes.flat().filter((status) => status === "stored").length, 1);
  });

  test("two readings of the same millisecond are two records", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const twins = ["a", "b"].map((message_id) => ({ ...recordOf(device, 1), message_id }));
    assert.deepEqual(await statuses(store, twins), ["stored", "stored"]);
    assert.equal((await readAll(store, { ...all(device), limit: 1 })).length, 2);
  });

  test("device ids that begin alike do not mix", async () => {
    const store = await makeStore();
    const device = freshDevice();
    await statuses(store, [recordOf(device, 1), recordOf(`${device}-2`, 1)]);
    assert.deepEqual((await store.query(all(device))).items, [recordOf(device, 1)]);
  });

  test("a range includes its start and excludes its end", async () => {
    const store = await makeStore();
    const device = freshDevice();
    await statuses(
      store,
      [0, 1, 2, 3, 4].map((second) => recordOf(device, second)),
    );
    const seconds = async (range: Partial<HotQuery>) =>
      (await store.query({ ...all(device), ...range })).items.map(({ message_id }) => message_id);
    assert.deepEqual(await seconds({ from: timeOf(1), to: timeOf(3) }), ["m-1", "m-2"]);
    assert.deepEqual(await seconds({ from: timeOf(3) }), ["m-3", "m-4"]);
    assert.deepEqual(await seconds({ to: timeOf(1) }), ["m-0"]);
    assert.deepEqual(await seconds({ from: timeOf(1), to: timeOf(3), order: "desc" }), ["m-2", "m-1"]);
    assert.deepEqual(await seconds({ from: timeOf(3), to: timeOf(1) }), []);
  });

  test("pages in both orders hold every record once, and the last one says so", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const records = Array.from({ length: 125 }, (_, second) => recordOf(device, second));
    await statuses(store, records);
    assert.deepEqual(await readAll(store, { ...all(device), limit: 25 }), records);
    assert.deepEqual(
      await readAll(store, { ...all(device), limit: 40, order: "desc" }),
      records.toReversed(),
    );
    const exact = await store.query({ ...all(device), limit: 125 });
    assert.deepEqual([exact.items.length, exact.more], [125, false]);
  });

  test("pages inside a range stay inside it", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const records = Array.from({ length: 20 }, (_, second) => recordOf(device, second));
    await statuses(store, records);
    const range = { ...all(device), from: timeOf(5), to: timeOf(15), limit: 3 };
    assert.deepEqual(await readAll(store, range), records.slice(5, 15));
    assert.deepEqual(await readAll(store, { ...range, order: "desc" }), records.slice(5, 15).toReversed());
  });

  test("records near the size limit are kept and paged", async () => {
    const store = await makeStore();
    const device = freshDevice();
    const records = Array.from({ length: 50 }, (_, second) =>
      recordOf(device, second, { text: "x".repeat(31_000) }),
    );
    await statuses(store, records);
    assert.deepEqual(await readAll(store, all(device)), records);
  });
}
