import { compareNames, compareValues, equalityKey } from "./compare-values.ts";
import { NAME_FIELD, valueAt } from "./field-paths.ts";
import type { Cursor, Direction, Document, Value } from "./messages.ts";

/** One field that a query sorts by. */
export interface Order {
  readonly path: string;
  readonly direction: Direction;
}

/** Which fields a view pins to one value, and how it sorts the documents that share these values; the last order is `__name__`. */
export interface ViewShape {
  readonly equal: readonly string[];
  readonly order: readonly Order[];
}

/** One document with the values it is sorted by. */
export interface Entry {
  readonly document: Document;
  readonly keys: readonly Value[];
}

/** The documents of one collection that have all fields of a shape, sorted per combination of pinned values, as an index keeps them. */
export interface SortedView {
  add(document: Document): void;
  remove(document: Document): void;
  /** The sorted documents with these pinned values, in the order of the shape's `equal`. */
  entries(values: readonly Value[]): readonly Entry[];
  /** The first place at which a cursor may begin or must end. */
  position(entries: readonly Entry[], cursor: Cursor): number;
}

/** An empty view. */
export function createSortedView(shape: ViewShape): SortedView {
  const groups = new Map<string, Entry[]>();

  const entryOf = (document: Document): { group: string; entry: Entry } | undefined => {
    const pinned = shape.equal.map((path) => valueAt(document, path));
    const keys = shape.order.map(({ path }) => valueAt(document, path));
    if (!pinned.every(isThere) || !keys.every(isThere)) return undefined;
    return { group: groupKey(pinned), entry: { document, keys } };
  };

  const before = (entry: Entry, keys: readonly Value[], orEqual: boolean): boolean => {
    const order = compareKeys(entry.keys, keys, shape.order);
    return order < 0 || (orEqual && order === 0);
  };

  return {
    add(document) {
      const found = entryOf(document);
      if (!found) return;
      const group = groups.get(found.group) ?? [];
      groups.set(found.group, group);
      const last = group.at(-1);
      if (!last || before(last, found.entry.keys, true)) group.push(found.entry);
      else
        group.splice(
          firstNot(group, (entry) => before(entry, found.entry.keys, true)),
          0,
          found.entry,
        );
    },
    remove(document) {
      const found = entryOf(document);
      const group = found && groups.get(found.group);
      if (!found || !group) return;
      const place = firstNot(group, (entry) => before(entry, found.entry.keys, false));
      if (group[place]?.document.name === document.name) group.splice(place, 1);
    },
    entries: (values) => groups.get(groupKey(values)) ?? [],
    position: (entries, { values = [], before: isBefore = false }) =>
      firstNot(entries, (entry) => before(entry, values, !isBefore)),
  };
}

/** The place of the first item that the test does not hold for, in a list where it holds for the beginning. */
export function firstNot<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares by as many orders as `right` has values: a cursor may name fewer. */
function compareKeys(left: readonly Value[], right: readonly Value[], orders: readonly Order[]): number {
  for (const [index, { path, direction }] of orders.entries()) {
    const [a, b] = [left[index], right[index]];
    if (!a || !b) return 0;
    const ascending =
      path === NAME_FIELD
        ? compareNames(a.referenceValue ?? "", b.referenceValue ?? "")
        : compareValues(a, b);
    if (ascending !== 0) return direction === "ASCENDING" ? ascending : -ascending;
  }
  return 0;
}

function groupKey(values: readonly Value[]): string {
  return values.map(equalityKey).join("\u0000");
}

function isThere(value: Value | undefined): value is Value {
  return value !== undefined;
}
