import type { PriceRow } from "@twin2multicloud/model";
import { doubleOf } from "../exact.ts";
import { bandsOf } from "./metered.ts";

/** The bands of a price in floating point: where each begins and ends, and its price. */
export interface FastBands {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly price: readonly number[];
}

/** The bands of a row in floating point. */
export function fastBandsOf(row: PriceRow): FastBands {
  const { bands } = bandsOf(row);
  return {
    from: bands.map(({ from }) => doubleOf(from)),
    to: bands.map(({ to }) => (to === undefined ? Number.POSITIVE_INFINITY : doubleOf(to))),
    price: bands.map(({ price }) => doubleOf(price)),
  };
}

/** What a quantity costs in dollars, as `costOf` has it exactly; each band begins where the one before it ends. */
export function fastCostOf({ from, to, price }: FastBands, quantity: number): number {
  let cost = 0;
  let lower = from[0] ?? 0;
  for (let band = 0; quantity > lower; band++) {
    const upper = to[band] ?? quantity;
    cost += ((quantity < upper ? quantity : upper) - lower) * (price[band] ?? 0);
    lower = upper;
  }
  return cost;
}
