import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import { fastBandsOf, fastCostOf } from "../catalogue/fast-metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import type { Exclusion } from "../model/cost-model.ts";
import type { FastNumbers } from "../sheet/fast-figures.ts";
import { PLACEMENTS } from "./placement.ts";
import { BILLS, billIndex, L4_OF_PLACEMENTS, SLOT_SETS_OF_PLACEMENTS } from "./structure.ts";
import type { Structure } from "./structure.ts";

/** Computes the totals of all placements in floating point, from the numbers of a sheet. */
export type FastTotals = (numbers: FastNumbers, exclusions: readonly Exclusion[]) => Float64Array;

interface Row {
  readonly positions: Int32Array;
  readonly cost: (quantity: number) => number;
}

/** Index lists one after the other, with the beginning of each. */
interface Lists {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

function listsOf(lists: readonly (readonly number[] | undefined)[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + (list?.length ?? 0);
  return { starts, members: Int32Array.from(lists.flatMap((list) => list ?? [])) };
}

function excludedSlots(exclusions: readonly Exclusion[]): number[] {
  return CLOUDS.map((cloud) =>
    exclusions.reduce(
      (set, { cloud: out, slot }) => (out === cloud ? set | (1 << SLOTS.indexOf(slot)) : set),
      0,
    ),
  );
}

/** The bill of every cloud: its rows' and amounts' costs added up. */
function billsOf({ starts, members }: Lists, costs: Float64Array): Float64Array {
  const bills = new Float64Array(BILLS);
  for (let bill = 0; bill < BILLS; bill++) {
    let sum = 0;
    const end = starts[bill + 1] ?? 0;
    for (let index = starts[bill] ?? 0; index < end; index++) sum += costs[members[index] ?? 0] ?? 0;
    bills[bill] = sum;
  }
  return bills;
}

function totalsOf(bills: Float64Array, possible: Uint8Array, excluded: readonly number[]): Float64Array {
  const totals = new Float64Array(PLACEMENTS).fill(Number.NaN);
  for (let number = 0; number < PLACEMENTS; number++) {
    if (!possible[number]) continue;
    const l4 = L4_OF_PLACEMENTS[number] ?? 0;
    let total = 0;
    for (let cloud = 0; cloud < CLOUDS.length; cloud++) {
      const slots = SLOT_SETS_OF_PLACEMENTS[cloud * PLACEMENTS + number] ?? 0;
      if (slots & (excluded[cloud] ?? 0)) total = Number.NaN;
      total += bills[billIndex(cloud, slots, l4)] ?? 0;
    }
    totals[number] = total;
  }
  return totals;
}

/** Prepares a structure with its prices: what a row costs is computed once, however many bills it stands in. */
export function fastTotals(
  structure: Structure,
  possible: Uint8Array,
  { prices, positions }: { prices: PriceBook; positions: ReadonlyMap<string, number> },
): FastTotals {
  const positionOf = (cell: string): number => {
    const position = positions.get(cell);
    if (position === undefined)
      throw new RangeError(`a charge names ${JSON.stringify(cell)}, which is no number`);
    return position;
  };
  const rows = structure.rows.map(({ meter, cells }): Row => {
    const bands = fastBandsOf(prices(meter));
    return {
      positions: Int32Array.from(cells, positionOf),
      cost: (quantity) => fastCostOf(bands, quantity),
    };
  });
  const amounts = structure.amounts.map(positionOf);
  const lists = listsOf(structure.bills);
  return (numbers, exclusions) => {
    const costs = new Float64Array(rows.length + amounts.length);
    let next = 0;
    for (const { positions: cells, cost } of rows) {
      let quantity = 0;
      for (const cell of cells) quantity += numbers[cell] ?? 0;
      costs[next++] = cost(quantity);
    }
    for (const amount of amounts) costs[next++] = numbers[amount] ?? 0;
    return totalsOf(billsOf(lists, costs), possible, excludedSlots(exclusions));
  };
}
