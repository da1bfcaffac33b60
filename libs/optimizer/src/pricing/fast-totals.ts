import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";
import { fastBandsOf } from "../catalogue/fast-metered.ts";
import type { FastBands } from "../catalogue/fast-metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import type { Exclusion } from "../model/cost-model.ts";
import type { FastNumbers } from "../sheet/fast-sheet.ts";
import { layoutOf } from "./layout.ts";
import type { LinearTerm, Lists } from "./layout.ts";
import { PLACEMENTS } from "./placement.ts";
import { BILLS, billIndex, BILLS_OF_PLACEMENTS, SLOT_SETS } from "./structure.ts";
import type { Structure } from "./structure.ts";

/** Computes the totals of all placements in floating point, from the numbers of a sheet. */
export type FastTotals = (numbers: FastNumbers, exclusions: readonly Exclusion[]) => Float64Array;

const isLinear = ({ tiers, free }: PriceRow): boolean =>
  tiers.length === 1 && (free === undefined || free.quantity === 0);

function excludedSlots(exclusions: readonly Exclusion[]): number[] {
  return CLOUDS.map((cloud) =>
    exclusions.reduce(
      (set, { cloud: out, slot }) => (out === cloud ? set | (1 << SLOTS.indexOf(slot)) : set),
      0,
    ),
  );
}

/** Writes the sums of lists of values. */
function sumUp({ starts, members }: Lists, values: Float64Array, sums: Float64Array): void {
  for (let list = 0; list < sums.length; list++) {
    let sum = 0;
    const end = starts[list + 1] ?? 0;
    for (let index = starts[list] ?? 0; index < end; index++) sum += values[members[index] ?? 0] ?? 0;
    sums[list] = sum;
  }
}

/** Adds what each quantity from `start` up to `end` costs to `costs`, which holds those of the rows from `offset` on. */
function addCosts(
  { from, to, price }: FastBands,
  quantities: Float64Array,
  { start, end, costs, offset }: { start: number; end: number; costs: Float64Array; offset: number },
): void {
  costs.fill(0, offset + start, offset + end);
  for (let band = 0; band < from.length; band++) {
    const lower = from[band] ?? 0;
    const upper = to[band] ?? 0;
    const unit = price[band] ?? 0;
    for (let row = start; row < end; row++) {
      const quantity = quantities[row] ?? 0;
      if (quantity > lower) {
        costs[offset + row] =
          (costs[offset + row] ?? 0) + ((quantity < upper ? quantity : upper) - lower) * unit;
      }
    }
  }
}

/** Makes every bill that has an excluded slot, and so every sum with it, no number. */
function strikeOut(bills: Float64Array, exclusions: readonly Exclusion[]): void {
  for (const [cloud, excluded] of excludedSlots(exclusions).entries()) {
    if (excluded === 0) continue;
    for (let slots = 1; slots < SLOT_SETS; slots++) {
      if ((slots & excluded) === 0) continue;
      for (let l4 = 0; l4 < CLOUDS.length; l4++) bills[billIndex(cloud, slots, l4)] = Number.NaN;
    }
  }
}

function totalsOf(bills: Float64Array, possible: Uint8Array): Float64Array {
  const totals = new Float64Array(PLACEMENTS);
  for (let first = 0; first < BILLS_OF_PLACEMENTS.length; first += PLACEMENTS) {
    for (let number = 0; number < PLACEMENTS; number++) {
      const bill = bills[BILLS_OF_PLACEMENTS[first + number] ?? 0] ?? 0;
      totals[number] = (totals[number] ?? 0) + bill;
    }
  }
  for (let number = 0; number < PLACEMENTS; number++) if (!possible[number]) totals[number] = Number.NaN;
  return totals;
}

/** Weighted sums of numbers, list by list. */
interface WeightedLists extends Lists {
  readonly weights: Float64Array;
}

function weighted(lists: readonly (readonly { position: number; weight: number }[])[]): WeightedLists {
  const starts = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length;
  return {
    starts,
    members: Int32Array.from(lists.flat(), ({ position }) => position),
    weights: Float64Array.from(lists.flat(), ({ weight }) => weight),
  };
}

/** Writes the weighted sums into the beginning of `sums`. */
function addUp({ starts, members, weights }: WeightedLists, numbers: FastNumbers, sums: Float64Array): void {
  for (let list = 0; list < starts.length - 1; list++) {
    let sum = 0;
    const end = starts[list + 1] ?? 0;
    for (let index = starts[list] ?? 0; index < end; index++) {
      sum += (numbers[members[index] ?? 0] ?? 0) * (weights[index] ?? 0);
    }
    sums[list] = sum;
  }
}

/** Prepares a structure with its prices. */
export function fastTotals(
  structure: Structure,
  possible: Uint8Array,
  { prices, positions }: { prices: PriceBook; positions: ReadonlyMap<string, number> },
): FastTotals {
  const layout = layoutOf(structure, (meter) => isLinear(prices(meter)));
  const positionOf = (cell: string): number => {
    const position = positions.get(cell);
    if (position === undefined)
      throw new RangeError(`a charge names ${JSON.stringify(cell)}, which is no number`);
    return position;
  };
  const linearTerm = ({ cell, meter }: LinearTerm): { position: number; weight: number } => ({
    position: positionOf(cell),
    weight: meter === undefined ? 1 : (prices(meter).tiers[0]?.price ?? 0),
  });
  const linear = weighted(layout.linear.map((terms) => terms.map(linearTerm)));
  const parts = weighted(
    layout.parts.map((cells) => cells.map((cell) => ({ position: positionOf(cell), weight: 1 }))),
  );
  const runs = layout.runs.map(({ meter, start, end }) => ({
    bands: fastBandsOf(prices(meter)),
    start,
    end,
  }));
  const sums = new Float64Array(layout.parts.length);
  const quantities = new Float64Array(layout.rows.starts.length - 1);
  const offset = layout.linear.length;
  const costs = new Float64Array(offset + quantities.length);
  const bills = new Float64Array(BILLS);
  return (numbers, exclusions) => {
    addUp(linear, numbers, costs);
    addUp(parts, numbers, sums);
    sumUp(layout.rows, sums, quantities);
    for (const { bands, start, end } of runs) addCosts(bands, quantities, { start, end, costs, offset });
    sumUp(layout.bills, costs, bills);
    strikeOut(bills, exclusions);
    return totalsOf(bills, possible);
  };
}
