import { expect, test } from "vitest";
import { decadesAround, logScale } from "./scale.ts";

test("equal factors are equally far apart, and what is outside stands at the ends", () => {
  const scale = logScale([1, 10_000], [0, 400]);
  expect([1, 10, 1000, 10_000].map((value) => Math.round(scale(value)))).toEqual([0, 100, 300, 400]);
  expect([scale(0.001), scale(1e9)]).toEqual([0, 400]);
});

test("money grows upwards", () => {
  const scale = logScale([1, 100], [300, 100]);
  expect(scale(1)).toBe(300);
  expect(scale(10)).toBeCloseTo(200);
});

test("a long axis has its powers of ten, a short one also numbers between", () => {
  expect(logScale([1, 50_000], [0, 1]).ticks).toEqual([1, 10, 100, 1000, 10_000]);
  expect(logScale([3, 60], [0, 1]).ticks).toEqual([5, 10, 20, 50]);
});

test("an axis of money reaches to whole powers of ten, and never has no length", () => {
  expect(decadesAround([23, 4_567])).toEqual([10, 10_000]);
  expect(decadesAround([10, 1_000])).toEqual([10, 1_000]);
  expect(decadesAround([10])).toEqual([10, 100]);
});
