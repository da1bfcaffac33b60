import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, PriceRow, Providers } from "@twin2multicloud/model";
import type { Charge, CostModel, MeteredCharge } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { EVERY_PLACEMENT, placementWith } from "./placement.ts";

/** A set of slots as bits, l1 the lowest. */
export type SlotSet = number;

/** How many sets of slots there are. */
export const SLOT_SETS = 2 ** SLOTS.length;
const L4 = 1 << SLOTS.indexOf("l4");

/** A quantity that one cloud's charges of one pool add up to: the cells to add, some perhaps more than once. */
export interface PooledRow {
  readonly meter: string;
  readonly cells: readonly string[];
}

/**
 * What clouds bill, ready to be computed for any numbers: a bill for each cloud, each set of slots on it and each place of
 * l4, as indices into the rows and amounts that occur in any bill.
 */
export interface Structure {
  readonly rows: readonly PooledRow[];
  /** The meters of the rows, each once. */
  readonly meters: readonly string[];
  /** Cells with amounts in dollars. */
  readonly amounts: readonly string[];
  /** The rows and amounts of a bill, rows first, by `billIndex`; absent where there can be no such bill. */
  readonly bills: readonly (readonly number[] | undefined)[];
}

/** The index of the bill of a cloud that carries these slots while l4 stands on that cloud, all by their numbers. */
export function billIndex(cloud: number, slots: SlotSet, l4: number): number {
  return (cloud * SLOT_SETS + slots) * CLOUDS.length + l4;
}

/** The number of bills that `billIndex` counts. */
export const BILLS = CLOUDS.length * SLOT_SETS * CLOUDS.length;

function billOf(cloudNumber: number, placement: Providers): number {
  const cloud = CLOUDS[cloudNumber];
  const slots = SLOTS.reduce((set, slot, bit) => set | (placement[slot] === cloud ? 1 << bit : 0), 0);
  return billIndex(cloudNumber, slots, CLOUDS.indexOf(placement.l4));
}

/** The indices of the bills that make up a placement, as many as there are clouds, for one placement after the other. */
export const BILLS_OF_PLACEMENTS: Int32Array = Int32Array.from(
  EVERY_PLACEMENT.flatMap((placement) => CLOUDS.map((_, cloud) => billOf(cloud, placement))),
);

/** Any placement with exactly these slots on a cloud and l4 where it is said to be. */
function exampleOf(
  cloud: Cloud,
  slots: SlotSet,
  { l4, clouds }: { l4: Cloud; clouds: readonly Cloud[] },
): Providers {
  const elsewhere = clouds.find((other) => other !== cloud) ?? cloud;
  return placementWith((slot) => {
    if (slot === "l4") return l4;
    return slots & (1 << SLOTS.indexOf(slot)) ? cloud : elsewhere;
  });
}

/** Adds items once each and tells at which index they stand. */
function collector<T>(keyOf: (item: T) => string): { items: T[]; indexOf(item: T): number } {
  const items: T[] = [];
  const known = new Map<string, number>();
  return {
    items,
    indexOf: (item) => {
      const key = keyOf(item);
      const index = known.get(key) ?? items.push(item) - 1;
      known.set(key, index);
      return index;
    },
  };
}

/** The meters whose free allowance each resource has for itself. */
export function perResourceMeters(rows: readonly PriceRow[]): ReadonlySet<string> {
  return new Set(rows.filter(({ free }) => free?.scope === "resource").map(({ meter }) => meter));
}

/** The charges of one bill that are counted together, pool by pool; charges of a meter in `perResource` share no pool. */
export function pooled(charges: readonly Charge[], perResource: ReadonlySet<string>): MeteredCharge[][] {
  const pools = new Map<string, MeteredCharge[]>();
  for (const [index, charge] of charges.entries()) {
    if ("amount" in charge) continue;
    const own = perResource.has(charge.meter) ? ` ${index}` : "";
    const key = `${charge.cloud} ${charge.pool} ${charge.meter}${own}`;
    const pool = pools.get(key);
    if (pool) pool.push(charge);
    else pools.set(key, [charge]);
  }
  return [...pools.values()];
}

function rowOf(pool: readonly MeteredCharge[]): PooledRow {
  return { meter: pool[0]?.meter ?? "", cells: pool.map(({ quantity }) => quantity).sort() };
}

function built(model: CostModel, flags: Scenario["flags"], perResource: ReadonlySet<string>): Structure {
  const rows = collector<PooledRow>(({ meter, cells }) => `${meter} ${cells.join(" ")}`);
  const amounts = collector<string>((cell) => cell);
  const bills: { rows: number[]; amounts: number[] }[] = [];
  for (const [cloudNumber, cloud] of CLOUDS.entries()) {
    if (!model.clouds.includes(cloud)) continue;
    for (let slots = 1; slots < SLOT_SETS; slots++) {
      for (const [l4Number, l4] of CLOUDS.entries()) {
        if (!model.clouds.includes(l4) || ((slots & L4) !== 0) !== (l4 === cloud)) continue;
        const example = exampleOf(cloud, slots, { l4, clouds: model.clouds });
        const charges = model.charges(example, flags).filter((charge) => charge.cloud === cloud);
        bills[billIndex(cloudNumber, slots, l4Number)] = {
          rows: pooled(charges, perResource).map((pool) => rows.indexOf(rowOf(pool))),
          amounts: charges.flatMap((charge) => ("amount" in charge ? [amounts.indexOf(charge.amount)] : [])),
        };
      }
    }
  }
  const offset = rows.items.length;
  return {
    rows: rows.items,
    meters: [...new Set(rows.items.map(({ meter }) => meter))],
    amounts: amounts.items,
    bills: Array.from({ length: BILLS }, (_, index) => {
      const bill = bills[index];
      return bill && [...bill.rows, ...bill.amounts.map((amount) => amount + offset)];
    }),
  };
}

const structures = new WeakMap<CostModel, Map<string, Structure>>();

/** The structure of a model's bills under these flags and with these meters free by resource; made once, for it holds no numbers. */
export function structureOf(
  model: CostModel,
  flags: Scenario["flags"],
  perResource: ReadonlySet<string> = new Set(),
): Structure {
  const known = structures.get(model) ?? new Map<string, Structure>();
  structures.set(model, known);
  const switches = Object.entries(flags).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([switches, [...perResource].sort()]);
  const structure = known.get(key) ?? built(model, flags, perResource);
  known.set(key, structure);
  return structure;
}

const possible = new WeakMap<CostModel, Uint8Array>();

function keepsTies({ ties, clouds }: CostModel, placement: Providers): boolean {
  const known = SLOTS.every((slot) => clouds.includes(placement[slot]));
  return known && ties.every(([slot, other]) => placement[slot] === placement[other]);
}

/** Which placements keep the ties of a model and use only its clouds, by number; found once. */
export function possiblePlacements(model: CostModel): Uint8Array {
  const found =
    possible.get(model) ??
    Uint8Array.from(EVERY_PLACEMENT, (placement) => (keepsTies(model, placement) ? 1 : 0));
  possible.set(model, found);
  return found;
}
