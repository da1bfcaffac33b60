import { BILLS } from "./structure.ts";
import type { PooledRow, Structure } from "./structure.ts";

/** Lists of whole numbers one after the other, with the beginning of each. */
export interface Lists {
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

/** A cell and what a unit of it costs: by a meter, or a dollar when it is an amount already. */
export interface LinearTerm {
  readonly cell: string;
  readonly meter: string | undefined;
}

/**
 * A structure arranged for speed. What is simply price times quantity needs no pool: such terms are added up once for
 * all bills that have them. The cells of other rows are added up once for all rows of a meter that have them.
 */
export interface Layout {
  /** Linear terms that stand in the same bills. */
  readonly linear: readonly (readonly LinearTerm[])[];
  /** Cells of a meter that stand in the same rows. */
  readonly parts: readonly (readonly string[])[];
  /** The meters that have bands or a free quantity, each with the rows from `start` up to `end` that are counted by it. */
  readonly runs: readonly { readonly meter: string; readonly start: number; readonly end: number }[];
  /** For each such row, its parts. */
  readonly rows: Lists;
  /** For each bill, its linear terms, then its rows (counted on from the linear terms). */
  readonly bills: Lists;
}

/** Where each of some lists begins when they stand one after the other, and where the last one ends. */
export function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) starts[index + 1] = (starts[index] ?? 0) + list.length;
  return starts;
}

function listsOf(lists: readonly (readonly number[])[]): Lists {
  return { starts: startsOf(lists), members: Int32Array.from(lists.flat()) };
}

/** Groups items that occur in exactly the same places, equally often. */
function groupsOf<T>(places: ReadonlyMap<T, readonly number[]>): { items: T[]; places: readonly number[] }[] {
  const groups = new Map<string, { items: T[]; places: readonly number[] }>();
  for (const [item, where] of places) {
    const key = where.join(" ");
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { items: [item], places: where });
  }
  return [...groups.values()];
}

/** For each of `count` places, the numbers of the groups that occur there. */
function occurrences(count: number, groups: readonly { places: readonly number[] }[]): number[][] {
  const lists = Array.from({ length: count }, (): number[] => []);
  for (const [group, { places }] of groups.entries()) for (const place of places) lists[place]?.push(group);
  return lists;
}

function note<T>(places: Map<T, number[]>, item: T, place: number): void {
  const where = places.get(item);
  if (where) where.push(place);
  else places.set(item, [place]);
}

function linearGroups(
  structure: Structure,
  isLinear: (meter: string) => boolean,
): ReturnType<typeof groupsOf<string>> {
  const places = new Map<string, number[]>();
  for (let bill = 0; bill < BILLS; bill++) {
    for (const member of structure.bills[bill] ?? []) {
      const row = structure.rows[member];
      if (!row) note(places, ` ${structure.amounts[member - structure.rows.length] ?? ""}`, bill);
      else if (isLinear(row.meter)) for (const cell of row.cells) note(places, `${row.meter} ${cell}`, bill);
    }
  }
  return groupsOf(places);
}

function termOf(text: string): LinearTerm {
  const [meter, cell = ""] = text.split(" ");
  return { cell, meter: meter === "" ? undefined : meter };
}

function partGroups(rows: readonly PooledRow[]): ReturnType<typeof groupsOf<string>> {
  const places = new Map<string, number[]>();
  for (const [index, { meter, cells }] of rows.entries()) {
    for (const cell of cells) note(places, `${meter} ${cell}`, index);
  }
  return groupsOf(places);
}

/** The stretches of equal meters in a sorted list. */
function runsOf(meters: readonly string[]): Layout["runs"] {
  return [...new Set(meters)].map((meter) => ({
    meter,
    start: meters.indexOf(meter),
    end: meters.lastIndexOf(meter) + 1,
  }));
}

function laidOut(structure: Structure, isLinear: (meter: string) => boolean): Layout {
  const kept = structure.rows
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => !isLinear(row.meter))
    .sort((a, b) => a.row.meter.localeCompare(b.row.meter) || a.index - b.index);
  const newIndex = new Map(kept.map(({ index }, position) => [index, position]));
  const linear = linearGroups(structure, isLinear);
  const parts = partGroups(kept.map(({ row }) => row));
  const bills = occurrences(BILLS, linear).map((groups, bill) => [
    ...groups,
    ...(structure.bills[bill] ?? []).flatMap((member) => {
      const row = newIndex.get(member);
      return row === undefined ? [] : [linear.length + row];
    }),
  ]);
  return {
    linear: linear.map(({ items }) => items.map(termOf)),
    parts: parts.map(({ items }) => items.map((item) => termOf(item).cell)),
    runs: runsOf(kept.map(({ row }) => row.meter)),
    rows: listsOf(occurrences(kept.length, parts)),
    bills: listsOf(bills),
  };
}

const layouts = new WeakMap<Structure, Map<string, Layout>>();

/** The layout of a structure when these of its meters are simply price times quantity; made once. */
export function layoutOf(structure: Structure, isLinear: (meter: string) => boolean): Layout {
  const known = layouts.get(structure) ?? new Map<string, Layout>();
  layouts.set(structure, known);
  const key = structure.meters.filter(isLinear).join(" ");
  const layout = known.get(key) ?? laidOut(structure, isLinear);
  known.set(key, layout);
  return layout;
}
