import { describe, expect, test } from "vitest";
import { doubleOf, exact, larger, nearestDouble, rounded, smaller, sumOf } from "./exact.ts";

describe("exact numbers", () => {
  test("a literal means what it says, whatever double is nearest", () => {
    expect(exact(0.7).equals(exact(7).div(exact(10)))).toBe(true);
    expect(exact(1.66667e-5).toFraction()).toBe("166667/10000000000");
    expect(exact("-12.50").toFraction()).toBe("-25/2");
    expect(exact("3e3").toFraction()).toBe("3000");
  });

  test.each(["", "abc", "1/3", "0x10", "Infinity", "NaN", "1,5"])("%s is no decimal number", (text) => {
    expect(() => exact(text)).toThrow(RangeError);
  });

  test("doubles that are no numbers are refused", () => {
    expect(() => exact(Number.NaN)).toThrow("not a decimal number: NaN");
  });

  test("a sum of tenths is exact", () => {
    expect(sumOf(Array.from({ length: 10 }, () => exact(0.1))).equals(exact(1))).toBe(true);
    expect(sumOf([]).equals(exact(0))).toBe(true);
  });

  test("rounding takes halves away from zero, on both sides", () => {
    expect(rounded(exact("42.565"), 2).toString()).toBe("42.57");
    expect(rounded(exact("42.5649999999"), 2).toString()).toBe("42.56");
    expect(rounded(exact("-0.005"), 2).toString()).toBe("-0.01");
    expect(rounded(exact("1").div(exact("3")), 4).toString()).toBe("0.3333");
  });

  test("the smaller and the larger of two", () => {
    expect(smaller(exact(2), exact(3)).toString()).toBe("2");
    expect(larger(exact(2), exact(3)).toString()).toBe("3");
  });

  test("the nearest double has the number's own literal", () => {
    expect(nearestDouble(exact("16.6667").div(exact("1000000")))).toBe(1.66667e-5);
    expect(nearestDouble(exact("0.00000000000000123"))).toBe(1.23e-15);
    expect(nearestDouble(exact("-2.5"))).toBe(-2.5);
    expect(nearestDouble(exact(1).div(exact(3)))).toBe(1 / 3);
    expect(nearestDouble(exact(0))).toBe(0);
  });

  test("a double even of a fraction whose parts exceed doubles", () => {
    const huge = 10n ** 400n;
    const third = exact(huge).div(exact(3n * huge + 1n));
    expect(doubleOf(third)).toBeCloseTo(1 / 3, 15);
    expect(doubleOf(exact("-0.25"))).toBe(-0.25);
  });
});
