import { describe, expect, test } from "vitest";
import { decodeObject, decodeValue, encodeValue } from "./msgpack.ts";
import { UNKNOWN } from "./planned.ts";
import type { Planned } from "./planned.ts";

describe("the msgpack codec", () => {
  test("gives values back as they were", () => {
    const value: Planned = {
      text: "ä",
      number: 1.5,
      big: 9_007_199_254_740_991,
      no: false,
      none: null,
      list: [1, [UNKNOWN]],
      map: { a: UNKNOWN },
    };
    expect(decodeValue(encodeValue(value))).toEqual(value);
  });

  test("writes an unknown value as Terraform does", () => {
    expect(Buffer.from(encodeValue(UNKNOWN)).toString("hex")).toBe("d40000");
  });

  test("reads an unknown value of which something is known", () => {
    expect(decodeValue(Buffer.from("c7010c80", "hex"))).toBe(UNKNOWN);
  });

  test("takes no bytes as nothing, and refuses a resource that is no object", () => {
    expect(decodeObject(new Uint8Array())).toBeNull();
    expect(() => decodeObject(encodeValue([1]))).toThrow(/attributes of a resource/);
  });
});
