import { describe, expect, test } from "vitest";
import { smallCatalogue, smallModel, pricingOf } from "../search/fixtures/small-model.ts";
import { optimumApart, rankingApart, totalsApart } from "./compare.ts";

const PRICING = pricingOf(smallModel(), smallCatalogue({ aws: { l1: 0.7 } }), 30);
const ALL = Array.from(PRICING.totals.keys());

const changed = (number: number, total: (before: number) => number): Float64Array =>
  PRICING.totals.map((before, index) => (index === number ? total(before) : before));

test("nothing is apart from itself", () => {
  expect(totalsApart(PRICING.totals, PRICING.totals)).toEqual([]);
  expect(optimumApart(PRICING, PRICING.totals, ALL)).toEqual([]);
  expect(rankingApart(PRICING, PRICING.totals, ALL)).toEqual([]);
});

describe("totals are apart", () => {
  test("from a billionth on", () => {
    expect(
      totalsApart(
        PRICING.totals,
        changed(5, (total) => total * (1 + 5e-10)),
      ),
    ).toEqual([]);
    expect(
      totalsApart(
        PRICING.totals,
        changed(5, (total) => total * (1 + 2e-9)),
      ),
    ).toHaveLength(1);
  });

  test("where only one of them is possible", () => {
    const impossible = changed(5, () => Number.NaN);
    expect(totalsApart(PRICING.totals, impossible)).toHaveLength(1);
    expect(totalsApart(impossible, PRICING.totals)).toHaveLength(1);
    expect(totalsApart(impossible, impossible)).toEqual([]);
  });
});

describe("an optimum is apart", () => {
  test("where another placement is cheaper by a trillionth, or nothing should be possible", () => {
    const least = Math.min(...PRICING.totals);
    expect(
      optimumApart(
        PRICING,
        changed(700, () => least * (1 - 1e-11)),
        ALL,
      ),
    ).toHaveLength(1);
    expect(
      optimumApart(
        PRICING,
        changed(700, () => least * 0.9),
        ALL,
      ),
    ).toHaveLength(2);
    expect(
      optimumApart(
        PRICING,
        PRICING.totals.map(() => Number.NaN),
        ALL,
      ),
    ).not.toEqual([]);
  });

  test("but not for placements that are not allowed", () => {
    expect(
      optimumApart(
        PRICING,
        changed(700, () => 0),
        ALL.slice(0, 700),
      ),
    ).toEqual([]);
    expect(optimumApart(PRICING, PRICING.totals, [])).toEqual([]);
  });
});

describe("a ranking is apart", () => {
  test("where a placement stands after a dearer one, or is missing", () => {
    expect(
      rankingApart(
        PRICING,
        changed(700, (total) => total * 0.5),
        ALL,
      ),
    ).toHaveLength(1);
    expect(
      rankingApart(
        PRICING,
        changed(700, () => Number.NaN),
        ALL,
      ),
    ).toHaveLength(1);
  });

  test("but not where two placements cost the same", () => {
    expect(
      rankingApart(
        PRICING,
        changed(700, (total) => total * (1 + 5e-10)),
        ALL,
      ),
    ).toEqual([]);
  });
});
