import type { PriceRow } from "@twin2multicloud/model";
import { exact, larger, smaller, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";

/** A price in a form in which it can be applied: bands of exact width and price, the free quantity as a band of price 0. */
export interface Bands {
  readonly bands: readonly { readonly from: Exact; readonly to: Exact | undefined; readonly price: Exact }[];
}

function computed(row: PriceRow): Bands {
  const free = row.free === undefined ? ZERO : exact(row.free.quantity);
  let from = ZERO;
  const bands = row.tiers.map(({ up_to, price }) => {
    const band = { from, to: up_to === null ? undefined : exact(up_to), price: exact(price) };
    if (up_to !== null) from = exact(up_to);
    return { ...band, from: larger(band.from, free) };
  });
  return { bands: bands.filter((band) => band.to === undefined || band.to.compare(band.from) > 0) };
}

const known = new WeakMap<PriceRow, Bands>();

/** The bands of a row, without those that its free allowance covers whole; computed once, for rows never change. */
export function bandsOf(row: PriceRow): Bands {
  const bands = known.get(row) ?? computed(row);
  known.set(row, bands);
  return bands;
}

/** What a month's quantity costs in dollars: every band's price times what falls into it. */
export function costOf({ bands }: Bands, quantity: Exact): Exact {
  let cost = ZERO;
  for (const { from, to, price } of bands) {
    if (quantity.compare(from) <= 0) break;
    const upper = to === undefined ? quantity : smaller(to, quantity);
    cost = cost.add(upper.sub(from).mul(price));
  }
  return cost;
}
