import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";
import { fastBandsOf, fastCostOf } from "../catalogue/fast-metered.ts";
import type { FastBands } from "../catalogue/fast-metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import type { Exclusion } from "../model/cost-model.ts";
import type { FastNumbers } from "../sheet/fast-formula.ts";
import { layoutOf, startsOf } from "./layout.ts";
import type { Layout, LinearTerm, Lists } from "./layout.ts";
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

/**
 * Writes the sums of lists of values. Two sums grow side by side, because an addition takes longer than what a processor
 * waits with before it begins the next: this is where a search spends its time.
 */
function sumUp({ starts, members }: Lists, values: Float64Array, sums: Float64Array): void {
  for (let list = 0; list < sums.length; list++) {
    let even = 0;
    let odd = 0;
    const end = starts[list + 1] ?? 0;
    let index = starts[list] ?? 0;
    for (; index + 1 < end; index += 2) {
      even += values[members[index] ?? 0] ?? 0;
      odd += values[members[index + 1] ?? 0] ?? 0;
    }
    if (index < end) even += values[members[index] ?? 0] ?? 0;
    sums[list] = even + odd;
  }
}

/** Writes what each quantity from `start` up to `end` costs to `costs`, which holds those of the rows from `offset` on. */
function writeCosts(
  bands: FastBands,
  quantities: Float64Array,
  { start, end, costs, offset }: { start: number; end: number; costs: Float64Array; offset: number },
): void {
  for (let row = start; row < end; row++) costs[offset + row] = fastCostOf(bands, quantities[row] ?? 0);
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
  let index = 0;
  for (let number = 0; number < PLACEMENTS; number++) {
    let total = 0;
    const end = index + CLOUDS.length;
    for (; index < end; index++) total += bills[BILLS_OF_PLACEMENTS[index] ?? 0] ?? 0;
    totals[number] = possible[number] ? total : Number.NaN;
  }
  return totals;
}

/** Which numbers each list adds up, and by which of the layout's meters each is priced (none for -1). */
interface PricedLists extends Lists {
  readonly meters: Int32Array;
}

function pricedLists(
  lists: readonly (readonly LinearTerm[])[],
  meters: readonly string[],
  positionOf: (cell: string) => number,
): PricedLists {
  const terms = lists.flat();
  return {
    starts: startsOf(lists),
    members: Int32Array.from(terms, ({ cell }) => positionOf(cell)),
    meters: Int32Array.from(terms, ({ meter }) => (meter === undefined ? -1 : meters.indexOf(meter))),
  };
}

/** Writes the weighted sums into the beginning of `sums`. */
function addUp({ starts, members }: Lists, weights: Float64Array, { numbers, sums }: Sums): void {
  for (let list = 0; list < starts.length - 1; list++) {
    let sum = 0;
    const end = starts[list + 1] ?? 0;
    for (let index = starts[list] ?? 0; index < end; index++) {
      sum += (numbers[members[index] ?? 0] ?? 0) * (weights[index] ?? 0);
    }
    sums[list] = sum;
  }
}

interface Sums {
  readonly numbers: FastNumbers;
  readonly sums: Float64Array;
}

/** A layout with the positions of its cells, and room to compute in: whatever does not depend on prices. */
interface Arrangement {
  readonly layout: Layout;
  readonly meters: readonly string[];
  readonly linear: PricedLists;
  readonly parts: Lists;
  readonly ones: Float64Array;
  readonly sums: Float64Array;
  readonly quantities: Float64Array;
  readonly costs: Float64Array;
  readonly bills: Float64Array;
}

function arranged(layout: Layout, positions: ReadonlyMap<string, number>): Arrangement {
  const positionOf = (cell: string): number => {
    const position = positions.get(cell);
    if (position === undefined)
      throw new RangeError(`a charge names ${JSON.stringify(cell)}, which is no number`);
    return position;
  };
  const meters = [...new Set(layout.linear.flat().flatMap(({ meter }) => meter ?? []))];
  const members = Int32Array.from(layout.parts.flat(), positionOf);
  const rows = layout.rows.starts.length - 1;
  return {
    layout,
    meters,
    linear: pricedLists(layout.linear, meters, positionOf),
    parts: { starts: startsOf(layout.parts), members },
    ones: new Float64Array(members.length).fill(1),
    sums: new Float64Array(layout.parts.length),
    quantities: new Float64Array(rows),
    costs: new Float64Array(layout.linear.length + rows),
    bills: new Float64Array(BILLS),
  };
}

const arrangements = new WeakMap<Layout, Arrangement>();

function arrangementOf(layout: Layout, positions: ReadonlyMap<string, number>): Arrangement {
  const arrangement = arrangements.get(layout) ?? arranged(layout, positions);
  arrangements.set(layout, arrangement);
  return arrangement;
}

/** Prepares a structure with its prices; `positions` are those of the sheet of the structure's model. */
export function fastTotals(
  structure: Structure,
  possible: Uint8Array,
  { prices, positions }: { prices: PriceBook; positions: ReadonlyMap<string, number> },
): FastTotals {
  const layout = layoutOf(structure, (meter) => isLinear(prices(meter)));
  const { meters, linear, parts, ones, sums, quantities, costs, bills } = arrangementOf(layout, positions);
  const linearPrices = meters.map((meter) => prices(meter).tiers[0]?.price ?? 0);
  const weights = Float64Array.from(linear.meters, (meter) => linearPrices[meter] ?? 1);
  const runs = layout.runs.map(({ meter, start, end }) => ({
    bands: fastBandsOf(prices(meter)),
    start,
    end,
  }));
  const offset = layout.linear.length;
  return (numbers, exclusions) => {
    addUp(linear, weights, { numbers, sums: costs });
    addUp(parts, ones, { numbers, sums });
    sumUp(layout.rows, sums, quantities);
    for (const { bands, start, end } of runs) writeCosts(bands, quantities, { start, end, costs, offset });
    sumUp(layout.bills, costs, bills);
    strikeOut(bills, exclusions);
    return totalsOf(bills, possible);
  };
}
