import type { PriceRow } from "@twin2multicloud/model";
import { doubleOf, exact, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { numberOfPlacement, PLACEMENTS } from "../pricing/placement.ts";
import type { Pricer, Pricing } from "../pricing/pricing.ts";
import { exactTotalsOf, lowerBound, upperBound } from "./optimum.ts";
import type { Study } from "./study.ts";

/** What prices are turned for: a scenario with its prices and demands, and its winner. */
export interface FactorSearch {
  readonly study: Study;
  /** All rows that the model reads. */
  readonly rows: readonly PriceRow[];
  /** Makes a pricer of the same model and context with other rows for the same meters. */
  readonly pricerWith: (rows: readonly PriceRow[]) => Pricer;
  /** The number of the winner. */
  readonly winner: number;
}

/** What placements cost; those that cannot win may have no floating point total. */
type Totals = Pick<Pricing, "totals" | "exactTotal">;

/** What placements cost when one price is multiplied; undefined where the model refuses the scenario then. */
export type WithFactor = (factor: Exact) => Totals | undefined;

/** The largest factor that a price is multiplied by. */
export const MOST_FACTOR = 10;

function scaled(row: PriceRow, factor: Exact): PriceRow {
  const price = (value: number): number => doubleOf(exact(value).mul(factor));
  return { ...row, tiers: row.tiers.map((tier) => ({ ...tier, price: price(tier.price) })) };
}

/** Prices the scenario anew for each factor. */
function pricedAnew(row: PriceRow, { pricerWith, rows, study }: FactorSearch): WithFactor {
  return (factor) => {
    const changed = rows.map((other) => (other === row ? scaled(row, factor) : other));
    const outcome = pricerWith(changed).price(study.pricing.scenario);
    return "pricing" in outcome ? outcome.pricing : undefined;
  };
}

/** A placement's total in floating point by the factor of a price: a straight line. */
type Line = (number: number, factor: number) => number;

/** Who may win at some factor: a line above the winner's at both ends is above it everywhere in between. */
function contenders(line: Line, { study, winner }: FactorSearch): readonly number[] {
  const ends = [0, MOST_FACTOR].map((factor) => ({ factor, bound: upperBound(line(winner, factor)) }));
  return study.allowed.filter((number) =>
    ends.some(({ factor, bound }) => lowerBound(line(number, factor)) <= bound),
  );
}

/**
 * Tells totals from two of their points, where they are straight lines in the price: what placements cost without it and
 * what they cost with it. Totals up to the factor `MOST_FACTOR` are those of the placements that may win.
 */
function alongLines(without: Totals, search: FactorSearch): WithFactor {
  const { pricing, exactTotals } = search.study;
  const free = exactTotalsOf(without);
  const line: Line = (number, factor) => {
    const base = without.totals[number] ?? Number.NaN;
    return base + factor * ((pricing.totals[number] ?? Number.NaN) - base);
  };
  const numbers = contenders(line, search);
  return (factor) => {
    const totals = new Float64Array(PLACEMENTS).fill(Number.NaN);
    for (const number of numbers) totals[number] = line(number, doubleOf(factor));
    return {
      totals,
      exactTotal: (placement) => {
        const base = free.of(numberOfPlacement(placement));
        return exactTotals.of(numberOfPlacement(placement)).sub(base).mul(factor).add(base);
      },
    };
  };
}

/** How the totals of a scenario follow one price; `isStraight` says that they are straight lines in it. */
export function withFactorOn(row: PriceRow, search: FactorSearch, isStraight: boolean): WithFactor {
  const anew = pricedAnew(row, search);
  const without = isStraight ? anew(ZERO) : undefined;
  return without ? alongLines(without, search) : anew;
}
