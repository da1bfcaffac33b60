import { doubleOf } from "../exact.ts";
import { cheapestOf } from "../search/optimum.ts";
import type { ExactTotals } from "../search/optimum.ts";
import { ranking } from "../search/ranking.ts";

/** How far two computations of one amount may be apart, relative to it. */
const TOTALS_AGREE = 1e-9;

/** Below this, relative to the total, two placements cost the same. */
const COST_THE_SAME = 1e-12;

/** Parts of a cent that no bill knows, for amounts near zero. */
const NOTHING = 1e-12;

const apart = (a: number, b: number, relative: number): boolean =>
  !(Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + NOTHING);

/** Where the totals of a pricing are not those of a brute force. */
export function totalsApart(totals: Float64Array, expected: Float64Array): string[] {
  const found: string[] = [];
  for (const [number, want] of expected.entries()) {
    const got = totals[number] ?? Number.NaN;
    if (Number.isNaN(want) && Number.isNaN(got)) continue;
    if (apart(got, want, TOTALS_AGREE)) found.push(`placement ${number} costs ${want}, not ${got}`);
  }
  return found;
}

function leastOf(totals: Float64Array, numbers: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) least = Math.min(least, totals[number] ?? least);
  return least;
}

/** What the search answers about some placements, and the totals that a brute force finds. */
export interface Compared {
  readonly totals: Float64Array;
  readonly exactTotals: ExactTotals;
  readonly expected: Float64Array;
  /** The placements that may win. */
  readonly allowed: readonly number[];
}

function pricedOf({ expected, allowed }: Compared): number[] {
  return allowed.filter((number) => !Number.isNaN(expected[number] ?? Number.NaN));
}

/** Where the optimum is not the cheapest placement of a brute force, or its exact total another. */
export function optimumApart(compared: Compared): string[] {
  const { totals, exactTotals, expected, allowed } = compared;
  const priced = pricedOf(compared);
  const best = cheapestOf(totals, allowed, exactTotals);
  if (!best) return priced.length === 0 ? [] : [`no optimum among ${priced.length} placements`];
  const least = leastOf(expected, priced);
  const total = doubleOf(exactTotals.of(best.number));
  return [
    ...(apart(expected[best.number] ?? Number.NaN, least, COST_THE_SAME)
      ? [`placement ${best.number} costs ${expected[best.number]}, the cheapest ${least}`]
      : []),
    ...(apart(total, least, TOTALS_AGREE) ? [`the optimum costs ${least}, not ${total}`] : []),
  ];
}

/** Where the ranking names a placement after one that a brute force finds dearer, or not every one once. */
export function rankingApart(compared: Compared): string[] {
  const { totals, exactTotals, expected, allowed } = compared;
  const priced = pricedOf(compared);
  const ranked = ranking(totals, allowed, exactTotals);
  const found: string[] = [];
  if (ranked.length !== priced.length || new Set(ranked).size !== ranked.length)
    found.push(`${ranked.length} placements are ranked, not ${priced.length}`);
  let dearest = Number.NEGATIVE_INFINITY;
  for (const number of ranked) {
    const total = expected[number] ?? Number.NaN;
    if (total < dearest && apart(total, dearest, TOTALS_AGREE))
      found.push(`placement ${number} of ${total} is ranked after one of ${dearest}`);
    dearest = Math.max(dearest, total);
  }
  return found;
}
