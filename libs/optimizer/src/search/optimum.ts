import type { Exact } from "../exact.ts";
import { placementOfNumber } from "../pricing/placement.ts";
import { slackOf } from "../pricing/pricing.ts";
import type { Pricing } from "../pricing/pricing.ts";

/** Tells exact totals of placements by number, each computed once; `known` looks without computing. */
export interface ExactTotals {
  of(number: number): Exact;
  known(number: number): Exact | undefined;
}

/** The exact totals of a pricing. */
export function exactTotalsOf(pricing: Pick<Pricing, "exactTotal">): ExactTotals {
  const totals = new Map<number, Exact>();
  return {
    known: (number) => totals.get(number),
    of: (number) => {
      const total = totals.get(number) ?? pricing.exactTotal(placementOfNumber(number));
      totals.set(number, total);
      return total;
    },
  };
}

/** The cheapest placement by number, and how many were too near to it for floating point to tell them apart. */
export interface Optimum {
  readonly number: number;
  readonly near: number;
}

/** The largest exact total that a floating point total can stand for. */
export const upperBound = (total: number): number => total + slackOf(total);

/** The smallest exact total that a floating point total can stand for. */
export const lowerBound = (total: number): number => total - slackOf(total);

/** The most that the cheapest of some placements can cost exactly. */
function boundOf(totals: Float64Array, numbers: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const number of numbers) {
    const total = totals[number] ?? Number.NaN;
    if (total < least) least = total;
  }
  return upperBound(least);
}

const mayBe = (total: number | undefined, bound: number): boolean => lowerBound(total ?? Number.NaN) <= bound;

/** Which of some placements may be the cheapest, as far as floating point can tell. */
export function nearCheapest(totals: Float64Array, numbers: readonly number[]): number[] {
  const bound = boundOf(totals, numbers);
  return numbers.filter((number) => mayBe(totals[number], bound));
}

/** The first of those that may be the cheapest; undefined when no placement has a total. */
export function firstNearCheapest(totals: Float64Array, numbers: readonly number[]): number | undefined {
  const bound = boundOf(totals, numbers);
  return numbers.find((number) => mayBe(totals[number], bound));
}

/**
 * The cheapest of some placements; of equally cheap ones the first by name. Floating point only filters: whatever it
 * cannot tell apart is compared exactly. Undefined when none of them has a total.
 */
export function cheapestOf(
  totals: Float64Array,
  numbers: readonly number[],
  exactTotals: ExactTotals,
): Optimum | undefined {
  const near = nearCheapest(totals, numbers);
  let [best] = near;
  if (best === undefined) return undefined;
  for (const number of near.slice(1)) {
    const order = exactTotals.of(number).compare(exactTotals.of(best));
    if (order < 0 || (order === 0 && number < best)) best = number;
  }
  return { number: best, near: near.length - 1 };
}
