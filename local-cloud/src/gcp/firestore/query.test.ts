import { describe, expect, test } from "vitest";
import { createCollection } from "./collection.ts";
import { createIndexes } from "./indexes.ts";
import type { Document, Filter, StructuredQuery } from "./messages.ts";
import { readQuery } from "./read-query.ts";
import { runQuery } from "./run-query.ts";

const from = [{ collectionId: "records" }];
const field = (fieldPath: string) => ({ fieldPath });
const is = (path: string, op: string, stringValue: string): Filter => ({
  fieldFilter: { field: field(path), op, value: { stringValue } },
});
const and = (...filters: Filter[]): Filter => ({ compositeFilter: { op: "AND", filters } });

function record(device: string, key: string): Document {
  const name = `projects/p/databases/d/documents/records/${device}-${key}`;
  return {
    name,
    fields: { device_id: { stringValue: device }, sort_key: { stringValue: key }, big: { stringValue: "x" } },
  };
}

function collectionOf(...documents: Document[]) {
  const collection = createCollection();
  for (const document of documents) collection.put(document);
  return collection;
}

const collection = collectionOf(
  ...["3", "1", "2", "5", "4"].map((key) => record("a", key)),
  record("b", "1"),
);

function keysOf(query: Omit<StructuredQuery, "from">): (string | undefined)[] {
  return runQuery(collection, readQuery({ from, ...query })).map(
    ({ fields }) => fields?.["sort_key"]?.stringValue,
  );
}

const ofA = is("device_id", "EQUAL", "a");
const by = (direction: string) => [{ field: field("sort_key"), direction }];

describe("a query", () => {
  test("sorts both ways within its equality", () => {
    expect(keysOf({ where: ofA, orderBy: by("ASCENDING") })).toEqual(["1", "2", "3", "4", "5"]);
    expect(keysOf({ where: ofA, orderBy: by("DESCENDING") })).toEqual(["5", "4", "3", "2", "1"]);
    expect(keysOf({ where: is("device_id", "EQUAL", "none"), orderBy: by("ASCENDING") })).toEqual([]);
  });

  test.each([
    ["GREATER_THAN_OR_EQUAL", "LESS_THAN", ["2", "3"]],
    ["GREATER_THAN", "LESS_THAN_OR_EQUAL", ["3", "4"]],
  ])("keeps to the range %s ... %s in both directions", (lower, upper, expected) => {
    const where = and(ofA, is("sort_key", lower, "2"), is("sort_key", upper, "4"));
    expect(keysOf({ where, orderBy: by("ASCENDING") })).toEqual(expected);
    expect(keysOf({ where, orderBy: by("DESCENDING") })).toEqual(expected.toReversed());
  });

  test("takes the narrower of two bounds", () => {
    const where = and(ofA, is("sort_key", "GREATER_THAN", "1"), is("sort_key", "GREATER_THAN", "3"));
    expect(keysOf({ where, orderBy: by("ASCENDING") })).toEqual(["4", "5"]);
  });

  test.each([
    ["startAt", { startAt: { values: [{ stringValue: "3" }], before: true } }, ["3", "4", "5"]],
    ["startAfter", { startAt: { values: [{ stringValue: "3" }] } }, ["4", "5"]],
    ["endAt", { endAt: { values: [{ stringValue: "3" }] } }, ["1", "2", "3"]],
    ["endBefore", { endAt: { values: [{ stringValue: "3" }], before: true } }, ["1", "2"]],
    ["limit", { limit: { value: 2 } }, ["1", "2"]],
    ["offset", { offset: 3 }, ["4", "5"]],
    ["limit 0", { limit: {} }, []],
  ])("honours %s", (_, more, expected) => {
    expect(keysOf({ where: ofA, orderBy: by("ASCENDING"), ...more })).toEqual(expected);
  });

  test("sees what was written, changed and deleted since", () => {
    const changing = collectionOf(record("a", "1"), record("a", "2"));
    const query = readQuery({ from, where: ofA, orderBy: by("ASCENDING") });
    expect(runQuery(changing, query)).toHaveLength(2);
    changing.put(record("a", "0"));
    changing.put({
      ...record("a", "1"),
      fields: { device_id: { stringValue: "b" }, sort_key: { stringValue: "1" } },
    });
    changing.remove(record("a", "2").name);
    expect(runQuery(changing, query).map(({ name }) => name)).toEqual([record("a", "0").name]);
  });

  test("selects fields", () => {
    const [first] = runQuery(
      collection,
      readQuery({ from, where: ofA, orderBy: by("ASCENDING"), select: { fields: [field("big")] } }),
    );
    expect(first?.fields).toEqual({ big: { stringValue: "x" } });
  });

  test.each<[string, StructuredQuery]>([
    ["an or", { from, where: { compositeFilter: { op: "OR", filters: [ofA] } } }],
    ["another operator", { from, where: is("a", "NOT_EQUAL", "b") }],
    ["two ranges", { from, where: and(is("a", "LESS_THAN", "b"), is("b", "LESS_THAN", "c")) }],
    ["a collection group", { from: [{ collectionId: "records", allDescendants: true }] }],
    ["no collection", {}],
    ["a search for neighbours", { from, findNearest: {} }],
  ])("is refused and not answered wrongly with %s", (_, query) => {
    expect(() => readQuery(query)).toThrow(/does not emulate/);
  });
});

describe("the indexes of a database", () => {
  const shapeOf = (query: Omit<StructuredQuery, "from">) => readQuery({ from, ...query }).shape;
  const need = shapeOf({ where: ofA, orderBy: by("ASCENDING") });
  const index = {
    id: "1",
    collection: "records",
    fields: [
      { path: "device_id", direction: "ASCENDING" },
      { path: "sort_key", direction: "ASCENDING" },
    ],
  } as const;

  test("serve a query on equality and order only where one was made for it", () => {
    const indexes = createIndexes();
    expect(() => indexes.require("records", need)).toThrow(
      /requires an index.*device_id ASCENDING, sort_key ASCENDING/,
    );
    indexes.add(index);
    expect(() => indexes.require("records", need)).not.toThrow();
    expect(() => indexes.require("others", need)).toThrow(/requires an index/);
    expect(() => indexes.require("records", shapeOf({ where: ofA, orderBy: by("DESCENDING") }))).toThrow(
      /requires an index/,
    );
    indexes.remove("1");
    expect(() => indexes.require("records", need)).toThrow(/requires an index/);
  });

  test("serve single fields by themselves, unless they were taken out", () => {
    const indexes = createIndexes();
    const single = [shapeOf({ where: ofA }), shapeOf({ orderBy: by("DESCENDING") })];
    for (const shape of single) expect(() => indexes.require("records", shape)).not.toThrow();
    indexes.exempt("records", "device_id", true);
    indexes.exempt("records", "sort_key", true);
    for (const shape of single) expect(() => indexes.require("records", shape)).toThrow(/requires an index/);
    expect(() => indexes.require("records", shapeOf({}))).not.toThrow();
    indexes.exempt("records", "properties", true);
    expect(() => indexes.require("records", shapeOf({ where: is("properties.a", "EQUAL", "x") }))).toThrow(
      /requires an index/,
    );
  });
});
