import type { CurvePoint } from "@twin2multicloud/optimizer";
import { describe, expect, test } from "vitest";
import { costBetween, segmentsOf } from "./cost-curve.ts";

const point = (value: number, placement: string, total = value): CurvePoint => ({
  value,
  placement,
  total,
  single_clouds: { aws: total, azure: null, gcp: null },
  chosen: null,
});

describe("stretches", () => {
  test("of nothing are none", () => {
    expect(segmentsOf([], [])).toEqual([]);
  });

  test("of one winner are one", () => {
    expect(segmentsOf([point(1, "a"), point(10, "a"), point(100, "a")], [])).toEqual([
      { placement: "a", from: 1, to: 100 },
    ]);
  });

  test("change at the first point with the new winner, or exactly where that is known", () => {
    const points = [point(1, "a"), point(10, "b"), point(100, "a")];
    const known = { turned: "devices", unit: "devices", at: 5, value: 37, from: "b", to: "a" } as const;
    const other = { ...known, turned: "hot", value: 4 } as const;
    expect(segmentsOf(points, [other, known])).toEqual([
      { placement: "a", from: 1, to: 10 },
      { placement: "b", from: 10, to: 37 },
      { placement: "a", from: 37, to: 100 },
    ]);
  });
});

test("the cost between two points lies on the line between them as the chart draws it", () => {
  const points = [point(1, "a", 10), point(100, "a", 30)];
  expect(costBetween(points, 10)).toBeCloseTo(20);
  expect(costBetween(points, 1)).toBe(10);
  expect(costBetween(points, 1000)).toBe(30);
});
