import type { PriceRow, Tier } from "@twin2multicloud/model";

/** One number of a price row: which, in which unit. */
export interface RowValue {
  /** The same for the same number of another row of the meter. */
  readonly part: string;
  readonly unit: string;
  readonly value: number;
}

/** Where the bands of a row end, in order; the open end is left out. */
function endsOf({ tiers }: PriceRow): number[] {
  return tiers.flatMap(({ up_to }) => (up_to === null ? [] : [up_to]));
}

/** Every quantity at which a band of either row ends, ascending, and null for the open end. */
export function sharedEnds(one: PriceRow, other: PriceRow): (number | null)[] {
  const ends = [...new Set([...endsOf(one), ...endsOf(other)])].sort((a, b) => a - b);
  return [...ends, null];
}

const covers = (tier: Tier, end: number | null): boolean =>
  tier.up_to === null || (end !== null && end <= tier.up_to);

/** The prices of a row cut at `ends`, its free quantity and what it includes; a free quantity that is not there counts as 0. */
export function rowValues(row: PriceRow, ends: readonly (number | null)[]): RowValue[] {
  const prices = ends.flatMap((end, index) => {
    const tier = row.tiers.find((candidate) => covers(candidate, end));
    if (!tier) return [];
    const part = ends.length === 1 ? "price" : `price from ${ends[index - 1] ?? 0} to ${end ?? "any"}`;
    return [{ part, unit: `USD per ${row.per}`, value: tier.price }];
  });
  const included = (row.included ?? []).flatMap(({ quantity, unit, overage }) => [
    { part: `included ${unit}`, unit, value: quantity },
    ...(overage === undefined
      ? []
      : [{ part: `overage per ${unit}`, unit: `USD per ${unit}`, value: overage }]),
  ]);
  return [...prices, { part: "free", unit: row.per, value: row.free?.quantity ?? 0 }, ...included];
}
