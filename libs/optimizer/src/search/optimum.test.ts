import { describe, expect, test } from "vitest";
import { exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { numberOfPlacement, PLACEMENTS } from "../pricing/placement.ts";
import { cheapestOf, exactTotalsOf } from "./optimum.ts";
import { countPassing, ranking } from "./ranking.ts";

/** Totals by number; a pair is a floating point total and the exact total that it stands for. */
function totalsWith(known: Readonly<Record<number, number | readonly [number, string]>>) {
  const totals = new Float64Array(PLACEMENTS).fill(Number.NaN);
  const exacts = new Map<number, Exact>();
  const asked: number[] = [];
  for (const [number, total] of Object.entries(known)) {
    const [float, precise] = typeof total === "number" ? [total, String(total)] : total;
    totals[Number(number)] = float;
    exacts.set(Number(number), exact(precise));
  }
  const exactTotals = exactTotalsOf({
    exactTotal: (placement) => {
      const number = numberOfPlacement(placement);
      asked.push(number);
      return exacts.get(number) ?? exact(0);
    },
  });
  return { totals, exactTotals, asked };
}

describe("the cheapest of some placements", () => {
  test("nothing is cheapest where no placement has a total", () => {
    const { totals, exactTotals } = totalsWith({});
    expect(cheapestOf(totals, [0, 1, 2], exactTotals)).toBeUndefined();
    expect(cheapestOf(totals, [], exactTotals)).toBeUndefined();
  });

  test("placements that are not asked about do not win", () => {
    const { totals, exactTotals } = totalsWith({ 3: 1, 4: 2, 5: 3 });
    expect(cheapestOf(totals, [4, 5], exactTotals)).toEqual({ number: 4, near: 0 });
  });

  test("exact totals decide where floating point errs within its slack", () => {
    const { totals, exactTotals } = totalsWith({
      3: [100, "100.00000000002"],
      7: [100.00000000003, "100.00000000001"],
    });
    expect(cheapestOf(totals, [3, 7], exactTotals)).toEqual({ number: 7, near: 1 });
  });

  test("two totals that err in opposite directions are compared, too", () => {
    const { totals, exactTotals } = totalsWith({
      3: [100, "100.0000001"],
      7: [100.00000019, "100.00000009"],
    });
    expect(cheapestOf(totals, [3, 7], exactTotals)?.number).toBe(7);
  });

  test("of equal totals the first name wins, whatever the order and noise", () => {
    const { totals, exactTotals } = totalsWith({ 3: [100.00000000002, "100"], 7: [100, "100"] });
    expect(cheapestOf(totals, [7, 3], exactTotals)?.number).toBe(3);
  });

  test("what floating point can tell apart is not computed exactly", () => {
    const { totals, exactTotals, asked } = totalsWith({ 3: 1, 4: 1.001, 5: 1.002 });
    expect(cheapestOf(totals, [3, 4, 5], exactTotals)?.number).toBe(3);
    expect(asked).toEqual([]);
  });
});

describe("the ranking", () => {
  test("runs that floating point cannot order are ordered exactly, equal ones by name", () => {
    const { totals, exactTotals } = totalsWith({
      9: 2,
      8: [1.00000000001, "1"],
      7: [1, "1"],
      6: [1.00000000002, "0.99999999999"],
      1: 3,
    });
    expect(ranking(totals, [1, 6, 7, 8, 9], exactTotals)).toEqual([6, 7, 8, 9, 1]);
  });

  test("placements without a total are left out", () => {
    const { totals, exactTotals } = totalsWith({ 2: 2, 4: 1 });
    expect(ranking(totals, [1, 2, 3, 4], exactTotals)).toEqual([4, 2]);
  });

  test.each([0, 1, 2, 3, 4, 5])("the first %i pass", (count) => {
    expect(countPassing([50, 51, 52, 53, 54], (number) => number < 50 + count)).toBe(count);
  });
});
