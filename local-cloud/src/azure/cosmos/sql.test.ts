import { beforeAll, describe, expect, test } from "vitest";
import { memoryLog } from "../memory-log.fixture.ts";
import { openDocumentStore, partitionName } from "./document-store.ts";
import type { DocumentStore } from "./document-store.ts";
import { orderProblem } from "./index-policy.ts";
import { runQuery } from "./query-run.ts";
import type { Json } from "./sql-ast.ts";
import { parseQuery } from "./sql-parser.ts";

const C = "account/twin/records";
let store: DocumentStore;

beforeAll(async () => {
  store = await openDocumentStore({ log: memoryLog(), now: () => 0 });
  for (const device_id of ["d1", "d2"]) {
    for (const n of [3, 1, 2, 5, 4])
      await write({ id: `${device_id}-${n}`, device_id, sort_key: `k${n}`, n, nested: { odd: n % 2 === 1 } });
  }
});

async function write(document: Record<string, Json>): Promise<void> {
  const address = {
    container: C,
    partition: partitionName(document["device_id"]),
    id: JSON.stringify(document["n"]),
  };
  await store.change(address, (changing) => changing.write(document));
}

interface Asked {
  readonly parameters?: Record<string, Json>;
  readonly partition?: string;
  readonly maxItems?: number;
}

function pages(text: string, { parameters = {}, partition, maxItems = 100 }: Asked = {}): Json[][] {
  const query = parseQuery(
    text,
    new Map(Object.entries(parameters).map(([name, value]) => [`@${name}`, value])),
  );
  const found: Json[][] = [];
  let continuation: string | undefined;
  do {
    const page = runQuery({
      store,
      container: C,
      partitionKeyPath: ["device_id"],
      query,
      maxItems,
      render: ({ document }) => document,
      ...(partition !== undefined && { partition: JSON.stringify(partition) }),
      ...(continuation !== undefined && { continuation }),
    });
    found.push([...page.items]);
    continuation = page.continuation;
  } while (continuation !== undefined);
  return found;
}

const all = (text: string, asked?: Asked): Json[] => pages(text, asked).flat();

describe("what is not understood is an error", () => {
  test.each([
    ["SELECT * FROM c WHERE c.x ~ 1", "near '~"],
    ["SELECT * FROM c WHERE c.x = @missing", "@missing"],
    ["SELECT * FROM c WHERE d.x = 1", "'d' could not be resolved"],
    ["SELECT * FROM c GROUP BY c.x", "GROUP"],
    ["SELECT * FROM c ORDER BY 1", "ORDER BY"],
    ["SELECT * FROM c OFFSET 1", "LIMIT"],
    ["SELECT TOP many * FROM c", "many"],
    ["SELECT VALUE SUM(c.n) FROM c", "'SUM' could not be resolved"],
    ["UPDATE c", "SELECT"],
  ])("%s", (text, reason) => {
    expect(() => all(text)).toThrow(reason);
  });
});

describe("a device's range", () => {
  const RANGE =
    "SELECT VALUE c.n FROM c WHERE c.device_id = @d AND c.sort_key >= @from AND c.sort_key < @to ORDER BY c.sort_key";
  const parameters = { d: "d1", from: "k2", to: "k5" };

  test("is in order both ways, with its bounds", () => {
    expect(all(`${RANGE} ASC`, { parameters })).toEqual([2, 3, 4]);
    expect(all(`${RANGE} DESC`, { parameters })).toEqual([4, 3, 2]);
    expect(
      all("SELECT VALUE c.n FROM c WHERE c.device_id = 'd1' AND c.sort_key > 'k3' ORDER BY c.sort_key"),
    ).toEqual([4, 5]);
    expect(
      all(
        "SELECT VALUE c.n FROM c WHERE c.device_id = 'd1' AND c.sort_key BETWEEN 'k2' AND 'k3' ORDER BY c.sort_key",
      ),
    ).toEqual([2, 3]);
    expect(all(RANGE, { parameters: { ...parameters, d: "unknown" } })).toEqual([]);
  });

  test.each([1, 2, 3])("comes whole and in order in pages of %i", (maxItems) => {
    expect(pages(`${RANGE} ASC`, { parameters, maxItems }).flat()).toEqual([2, 3, 4]);
    expect(pages(`${RANGE} DESC`, { parameters, maxItems })[0]).toHaveLength(maxItems);
    expect(all("SELECT VALUE c.id FROM c ORDER BY c.sort_key", { maxItems })).toHaveLength(10);
    expect(
      all("SELECT VALUE c.n FROM c WHERE c.device_id = 'd1' ORDER BY c.sort_key OFFSET 1 LIMIT 3", {
        maxItems,
      }),
    ).toEqual([2, 3, 4]);
    expect(
      all("SELECT TOP 2 VALUE c.n FROM c WHERE c.device_id = 'd1' ORDER BY c.sort_key DESC", { maxItems }),
    ).toEqual([5, 4]);
  });

  test("a page goes on where it stopped although documents came in between", async () => {
    const query = parseQuery(
      "SELECT VALUE c.n FROM c WHERE c.device_id = 'd3' ORDER BY c.sort_key",
      new Map(),
    );
    for (const n of [10, 30]) await write({ id: `d3-${n}`, device_id: "d3", sort_key: `k${n}`, n });
    const run = {
      store,
      container: C,
      partitionKeyPath: ["device_id"],
      query,
      maxItems: 1,
      render: ({ document }: { document: Record<string, Json> }) => document,
    };
    const first = runQuery(run);
    for (const n of [5, 20]) await write({ id: `d3-${n}`, device_id: "d3", sort_key: `k${n}`, n });
    const second = runQuery({ ...run, continuation: first.continuation ?? "" });
    expect([first.items, second.items]).toEqual([[10], [20]]);
  });
});

test("filters, projections and counts", () => {
  const d1 = { partition: "d1" };
  expect(all("SELECT VALUE COUNT(1) FROM c WHERE c.nested.odd = true", d1)).toEqual([3]);
  expect(all("SELECT c.n, c.nested.odd AS odd FROM c WHERE c.n = 2", d1)).toEqual([{ n: 2, odd: false }]);
  expect(all("SELECT c FROM records c WHERE c.n IN (1, 9)", d1)).toMatchObject([{ c: { id: "d1-1" } }]);
  expect(all('SELECT VALUE c.n FROM c WHERE NOT (c.n > 1 OR c["nested"].odd = false)', d1)).toEqual([1]);
  expect(
    all("SELECT VALUE c.n FROM c WHERE STARTSWITH(c.id, 'd1-') AND IS_DEFINED(c.nested) AND c.n >= 5", d1),
  ).toEqual([5]);
  expect(all("SELECT VALUE c.n FROM c WHERE c.missing = 1 OR c.n > 'text'", d1)).toEqual([]);
  expect(all("SELECT VALUE c.n FROM c", d1)).toEqual([3, 1, 2, 5, 4]);
});

test("twenty thousand documents of one device are paged by index", async () => {
  const big = await openDocumentStore({ log: memoryLog(), now: () => 0 });
  const writes = Array.from({ length: 20_000 }, (_, n) => {
    const id = String(n).padStart(6, "0");
    return big.change({ container: C, partition: '"d"', id }, (changing) =>
      changing.write({ id, device_id: "d", sort_key: id }),
    );
  });
  await Promise.all(writes);
  const query = parseQuery(
    "SELECT VALUE c.id FROM c WHERE c.device_id = 'd' AND c.sort_key >= '019990' ORDER BY c.sort_key",
    new Map(),
  );
  let rendered = 0;
  const page = runQuery({
    store: big,
    container: C,
    partitionKeyPath: ["device_id"],
    query,
    maxItems: 5,
    render: ({ document }) => {
      rendered += 1;
      return document;
    },
  });
  expect(page.items).toEqual(["019990", "019991", "019992", "019993", "019994"]);
  expect(rendered).toBeLessThan(10);
});

test("an order needs its index", () => {
  const policy = {
    indexing_policy: [
      {
        included_path: [{ path: "/sort_key/?" }],
        excluded_path: [{ path: "/*" }],
        composite_index: [
          {
            index: [
              { path: "/a", order: "Ascending" },
              { path: "/b", order: "Descending" },
            ],
          },
        ],
      },
    ],
  };
  const key = (path: string, descending = false): { path: string[]; descending: boolean } => ({
    path: [path],
    descending,
  });
  expect(orderProblem(policy, [key("n")])).toContain("excluded");
  expect(orderProblem(policy, [key("sort_key", true)])).toBeUndefined();
  expect(orderProblem({}, [key("n")])).toBeUndefined();
  expect(orderProblem(policy, [key("a"), key("b")])).toContain("composite index");
  expect(orderProblem(policy, [key("a", true), key("b")])).toBeUndefined();
});
