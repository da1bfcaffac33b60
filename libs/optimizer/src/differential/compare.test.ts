import { describe, expect, test } from "vitest";
import { pricingOf, smallCatalogue, smallModel } from "../search/fixtures/small-model.ts";
import { exactTotalsOf } from "../search/optimum.ts";
import { optimumApart, rankingApart, totalsApart } from "./compare.ts";
import type { Compared } from "./compare.ts";

const PRICING = pricingOf(smallModel(), smallCatalogue({ aws: { l1: 0.7 } }), 30);
const { totals } = PRICING;
const exactTotals = exactTotalsOf(PRICING);
const ALL = [...totals.keys()];

const against = (expected: Float64Array, allowed: readonly number[] = ALL): Compared => ({
  totals,
  exactTotals,
  expected,
  allowed,
});

/** The same totals but for one placement, which never wins. */
const but = (total: (before: number) => number): Float64Array =>
  totals.map((before, number) => (number === 700 ? total(before) : before));

test("nothing is apart from itself", () => {
  expect(totalsApart(totals, totals)).toEqual([]);
  expect(optimumApart(against(totals))).toEqual([]);
  expect(rankingApart(against(totals))).toEqual([]);
});

describe("totals are apart", () => {
  test("from a billionth on", () => {
    expect(
      totalsApart(
        totals,
        but((total) => total * (1 + 5e-10)),
      ),
    ).toEqual([]);
    expect(
      totalsApart(
        totals,
        but((total) => total * (1 + 2e-9)),
      ),
    ).toHaveLength(1);
  });

  test("where only one of them is possible", () => {
    const impossible = but(() => Number.NaN);
    expect(totalsApart(totals, impossible)).toHaveLength(1);
    expect(totalsApart(impossible, totals)).toHaveLength(1);
    expect(totalsApart(impossible, impossible)).toEqual([]);
  });
});

describe("an optimum is apart", () => {
  const least = Math.min(...totals);

  test("where another placement is cheaper by more than a trillionth", () => {
    expect(optimumApart(against(but(() => least * (1 - 1e-11))))).toHaveLength(1);
    expect(optimumApart(against(but(() => least * (1 - 1e-13))))).toEqual([]);
  });

  test("where the cheapest costs something else", () => {
    expect(optimumApart(against(totals.map((total) => total * 1.01)))).toHaveLength(1);
  });

  test("where there should be one and is none, or the other way round", () => {
    const none = totals.map(() => Number.NaN);
    expect(optimumApart(against(none))).not.toEqual([]);
    expect(optimumApart({ ...against(totals), totals: none })).not.toEqual([]);
  });

  test("but not for placements that are not allowed", () => {
    expect(
      optimumApart(
        against(
          but(() => 0),
          [0, 1, 2],
        ),
      ),
    ).toEqual([]);
    expect(optimumApart(against(totals, []))).toEqual([]);
  });
});

describe("a ranking is apart", () => {
  test("where a placement stands after a dearer one, or is missing", () => {
    expect(rankingApart(against(but((total) => total * 0.5)))).toHaveLength(1);
    expect(rankingApart(against(but(() => Number.NaN)))).toHaveLength(1);
  });

  test("but not where two placements cost the same", () => {
    expect(rankingApart(against(but((total) => total * (1 + 5e-10))))).toEqual([]);
  });
});
