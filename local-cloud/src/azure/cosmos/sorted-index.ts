import type { Json } from "./sql-ast.ts";
import { compareValues, valueAt } from "./sql-values.ts";
import type { StoredDocument } from "./stored-document.ts";

/** A place in an order: the value of the key, and the document's number where values are equal. */
export interface Place {
  readonly value: Json | undefined;
  readonly sequence: number;
}

/** A part of an order; a bound that is absent is open. */
export interface Range {
  readonly from?: Place;
  readonly to?: Place;
}

/** The documents of a partition in the order of one path. */
export interface SortedIndex {
  insert(stored: StoredDocument): void;
  remove(stored: StoredDocument): void;
  /** Documents from the first place that is not before `from` up to the last before `to`. */
  walk(range: Range, descending: boolean): Generator<StoredDocument>;
}

/** Makes an index and fills it. */
export function createSortedIndex(path: readonly string[], documents: Iterable<StoredDocument>): SortedIndex {
  const placeOf = (stored: StoredDocument): Place => ({
    value: valueAt(stored.document, path),
    sequence: stored.sequence,
  });
  const sorted = [...documents].sort((one, other) => comparePlaces(placeOf(one), placeOf(other)));

  const position = (place: Place): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = sorted[middle];
      if (found && comparePlaces(placeOf(found), place) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    insert: (stored) => void sorted.splice(position(placeOf(stored)), 0, stored),
    remove(stored) {
      const at = position(placeOf(stored));
      if (sorted[at]?.sequence === stored.sequence) sorted.splice(at, 1);
    },
    *walk({ from, to }, descending) {
      const low = from ? position(from) : 0;
      const high = to ? position(to) : sorted.length;
      for (let step = 0; step < high - low; step += 1) {
        const stored = sorted[descending ? high - 1 - step : low + step];
        if (stored) yield stored;
      }
    },
  };
}

/** Compares two places. */
export function comparePlaces(one: Place, other: Place): number {
  return compareValues(one.value, other.value) || one.sequence - other.sequence;
}
