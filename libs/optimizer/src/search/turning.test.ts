import { describe, expect, test } from "vitest";
import { doubleOf, exact } from "../exact.ts";
import { firstChange, fourDigits, scaleOf } from "./turning.ts";

describe("values of four digits", () => {
  const scale = fourDigits(0.001, 10_000);

  test.each(["0.001", "0.1234", "0.9999", "1", "1.001", "9.999", "10", "1234", "10000"])(
    "%s is a step",
    (value) => {
      expect(scale.valueAt(scale.stepAt(Number(value))).equals(exact(value))).toBe(true);
    },
  );

  test("steps follow each other without gaps", () => {
    const around = [-9001, -9000, -1, 0, 1, 8999, 9000, 9001].map((step) => doubleOf(scale.valueAt(step)));
    expect(around).toEqual([0.09999, 0.1, 0.9999, 1, 1.001, 9.999, 10, 10.01]);
  });

  test("a value between two steps belongs to the lower one", () => {
    expect(doubleOf(scale.valueAt(scale.stepAt(1.2349)))).toBe(1.234);
  });
});

test.each([
  ["devices", 30, 1, 1_000_000],
  ["devices", 500_000, 1, 5_000_000],
  ["hot", 1, 1, 36],
  ["archive", 24, 1, 240],
  ["interval", 2, 0.02, 200],
  ["size", 0.25, 0.0025, 25],
] as const)("%s at %d turns from %d to %d", (turned, at, from, to) => {
  const { first, last, valueAt } = scaleOf(turned, at);
  expect([doubleOf(valueAt(first)), doubleOf(valueAt(last))]).toEqual([from, to]);
});

test.each([1, 2, 57, 99, 100])("bisection finds the change at %i", (change) => {
  expect(firstChange(0, 100, (step) => step < change)).toBe(change);
});
