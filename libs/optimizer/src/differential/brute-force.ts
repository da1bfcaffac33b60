import { CLOUDS } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";

/** Where the slots stand: the numbers of the clouds of l1, l2, l3-hot, l3-cold, l3-archive, l4 and l5. */
export type Path = readonly [number, number, number, number, number, number, number];

const ALL = CLOUDS.map((_, number) => number);

/** Every path in the order of its name. */
export const PATHS: readonly Path[] = ALL.flatMap((l1) =>
  ALL.flatMap((l2) =>
    ALL.flatMap((hot) =>
      ALL.flatMap((cold) =>
        ALL.flatMap((archive) =>
          ALL.flatMap((l4) => ALL.map((l5): Path => [l1, l2, hot, cold, archive, l4, l5])),
        ),
      ),
    ),
  ),
);

/** What a brute force finds: the dollars of every path, NaN for an impossible one, or the code of a refusal. */
export type Found = { readonly totals: Float64Array } | { readonly refusal: string };

/** Computes all totals of a scenario with nothing but its fields and a list of prices. */
export type BruteForce<Given> = (given: Given) => Found;

/** Finds what a brute force multiplies by in a list of prices. */
export interface PriceList {
  /** The price of the first band. */
  price(meter: string): number;
  /** What is free of a meter. */
  free(meter: string): number;
  /** What a quantity costs by the bands alone, whatever is free. */
  banded(meter: string): (quantity: number) => number;
  /** What a quantity costs after its allowance, which still counts towards the bands. */
  cost(meter: string): (quantity: number) => number;
  /** What one unit includes. */
  included(meter: string): number;
}

/** Costs by the bands alone: band after band, as far as the quantity reaches. */
function bandedCost({ tiers }: PriceRow): (quantity: number) => number {
  const ends = tiers.map(({ up_to }) => up_to ?? Number.POSITIVE_INFINITY);
  const prices = tiers.map(({ price }) => price);
  return (quantity) => {
    let cost = 0;
    let reached = 0;
    for (let band = 0; quantity > reached; band++) {
      const end = ends[band] ?? Number.POSITIVE_INFINITY;
      cost += (prices[band] ?? Number.NaN) * (Math.min(end, quantity) - reached);
      reached = end;
    }
    return cost;
  };
}

/** The first paid unit is where the allowance ends: what lies before it is taken off what the bands alone would cost. */
function costAfterAllowance(row: PriceRow): (quantity: number) => number {
  const free = row.free?.quantity ?? 0;
  const banded = bandedCost(row);
  const spared = banded(free);
  return (quantity) => (quantity <= free ? 0 : banded(quantity) - spared);
}

/** A list of prices; asking it for a meter that is not there throws a RangeError. */
export function priceListOf(rows: readonly PriceRow[]): PriceList {
  const byMeter = new Map(rows.map((row) => [row.meter, row]));
  const find = (meter: string): PriceRow => {
    const row = byMeter.get(meter);
    if (!row) throw new RangeError(`no price of ${meter}`);
    return row;
  };
  return {
    price: (meter) => find(meter).tiers[0]?.price ?? Number.NaN,
    free: (meter) => find(meter).free?.quantity ?? 0,
    cost: (meter) => costAfterAllowance(find(meter)),
    banded: (meter) => bandedCost(find(meter)),
    included: (meter) => find(meter).included?.[0]?.quantity ?? Number.NaN,
  };
}
