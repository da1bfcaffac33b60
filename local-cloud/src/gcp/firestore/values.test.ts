import { describe, expect, test } from "vitest";
import { compareValues, equalityKey } from "./compare-values.ts";
import { checkDocument, parseDocumentName } from "./document-checks.ts";
import { masked, parseFieldPath, valueAt } from "./field-paths.ts";
import type { Value } from "./messages.ts";

const NAME = "projects/p/databases/d/documents/records/one";

describe("Firestore's order of values", () => {
  const ascending: Value[] = [
    { nullValue: "NULL_VALUE" },
    { booleanValue: false },
    { booleanValue: true },
    { doubleValue: "NaN" },
    { doubleValue: -1.5 },
    { integerValue: "0" },
    { doubleValue: 0.5 },
    { integerValue: "3" },
    { timestampValue: { seconds: "5" } },
    { timestampValue: { seconds: "5", nanos: 1 } },
    { stringValue: "" },
    { stringValue: "a" },
    { stringValue: "ab" },
    { stringValue: "\uffee" },
    { stringValue: "😀" },
    { bytesValue: "AA==" },
    { referenceValue: "projects/p/databases/d/documents/a/b" },
    { geoPointValue: { latitude: 1, longitude: 2 } },
    { arrayValue: {} },
    { arrayValue: { values: [{ integerValue: "1" }] } },
    { mapValue: {} },
    { mapValue: { fields: { a: { integerValue: "1" } } } },
  ];

  test("is by type and then by value, texts by their UTF-8 bytes", () => {
    expect(ascending.toReversed().sort(compareValues)).toEqual(ascending);
  });

  test("holds equal what has equal keys, across kinds of numbers, and nothing else", () => {
    expect(equalityKey({ integerValue: "1" })).toBe(equalityKey({ doubleValue: 1 }));
    expect(compareValues({ integerValue: "1" }, { doubleValue: 1 })).toBe(0);
    expect(new Set(ascending.map(equalityKey)).size).toBe(ascending.length);
  });
});

describe("a field path", () => {
  const document = {
    name: NAME,
    fields: {
      a: { mapValue: { fields: { "b.c": { stringValue: "x" } } } },
      "odd name": { integerValue: "1" },
    },
  };

  test.each([
    ["a", ["a"]],
    ["a.b", ["a", "b"]],
    ["a.`b.c`", ["a", "b.c"]],
    ["`tick\\`ed`", ["tick`ed"]],
  ])("%s has its segments", (path, segments) => {
    expect(parseFieldPath(path)).toEqual(segments);
  });

  test.each(["", "a.", ".a", "`a", "a..b"])("%j is none", (path) => {
    expect(() => parseFieldPath(path)).toThrow(/property path/);
  });

  test("finds values, also in maps and under odd names", () => {
    expect(valueAt(document, "a.`b.c`")).toEqual({ stringValue: "x" });
    expect(valueAt(document, "`odd name`")).toEqual({ integerValue: "1" });
    expect(valueAt(document, "a.none")).toBeUndefined();
    expect(valueAt(document, "__name__")).toEqual({ referenceValue: NAME });
  });

  test("in a mask keeps its value alone", () => {
    expect(masked(document, { fieldPaths: ["a.`b.c`", "none"] })).toEqual({
      name: NAME,
      fields: { a: document.fields.a },
    });
  });
});

describe("a document", () => {
  const withField = (name: string, value: Value) => () =>
    checkDocument({ name: NAME, fields: { [name]: value } });
  const nested = (depth: number): Value =>
    depth === 0 ? { integerValue: "1" } : { mapValue: { fields: { a: nested(depth - 1) } } };

  test.each([
    ["a reserved name", withField("__x__", { integerValue: "1" }), /reserved/],
    [
      "a reserved name in a map",
      withField("a", { mapValue: { fields: { __x__: { integerValue: "1" } } } }),
      /reserved/,
    ],
    ["an empty name", withField("", { integerValue: "1" }), /empty string/],
    [
      "an array in an array",
      withField("a", { arrayValue: { values: [{ arrayValue: {} }] } }),
      /array directly inside an array/,
    ],
    ["too many levels", withField("a", nested(21)), /20 levels/],
    ["more than a mebibyte", withField("a", { stringValue: "x".repeat(1_048_576) }), /exceeds the maximum/],
  ])("is refused with %s", (_, check, reason) => {
    expect(check).toThrow(reason);
  });

  test("may be just short of a mebibyte and hold arrays of maps of arrays", () => {
    expect(withField("a", { stringValue: "x".repeat(1_048_400) })).not.toThrow();
    expect(
      withField("a", { arrayValue: { values: [{ mapValue: { fields: { b: { arrayValue: {} } } } }] } }),
    ).not.toThrow();
  });

  test.each(["a/__b__", "a/.", "a/..", "a", "a/b/c", "a//b/c", `a/${"x".repeat(1501)}`])(
    "is refused under the name %.20s",
    (path) => {
      expect(() => parseDocumentName(`projects/p/databases/d/documents/${path}`)).toThrow();
    },
  );
});
