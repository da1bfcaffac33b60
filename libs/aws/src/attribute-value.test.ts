import type { JsonObject } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { fromAttributeMap, fromAttributeValue, toAttributeMap, toAttributeValue } from "./attribute-value.ts";

describe("attribute values", () => {
  test("every JSON value comes back as it was", () => {
    const object: JsonObject = {
      fraction: 0.1 + 0.2,
      huge: Number.MAX_VALUE / 1e183,
      tiny: 5e-130,
      yes: true,
      no: false,
      nothing: null,
      empty: "",
      list: [1, "two", null, { three: 3 }],
      none: [],
      nested: { a: { b: {} } },
      constructor: 1,
    };
    expect(fromAttributeMap(toAttributeMap(object))).toEqual(object);
  });

  test("a text of digits stays a text, a number goes as exact text", () => {
    expect(toAttributeValue("007")).toEqual({ S: "007" });
    expect(toAttributeValue(0.1)).toEqual({ N: "0.1" });
  });

  test("a value that JSON lacks is refused, not guessed", () => {
    expect(() => fromAttributeValue({ SS: ["a"] })).toThrow("attribute of type SS");
    expect(() => fromAttributeValue({ B: new Uint8Array([1]) })).toThrow("attribute of type B");
  });
});
