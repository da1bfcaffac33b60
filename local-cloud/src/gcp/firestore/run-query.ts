import type { Collection } from "./collection.ts";
import { compareValues, typeRank } from "./compare-values.ts";
import { masked, valueAt } from "./field-paths.ts";
import type { Cursor, Document } from "./messages.ts";
import type { Query, RangeFilter } from "./read-query.ts";
import type { Entry, SortedView } from "./sorted-view.ts";

/** The documents that a query finds, in its order. */
export function runQuery(collection: Collection, query: Query): readonly Document[] {
  const view = collection.view(query.shape);
  const entries = view.entries(query.pinned);
  const cursors = rangeCursors(query);
  const from = Math.max(0, ...positions(view, entries, [query.startAt, cursors.from]));
  const to = Math.min(entries.length, ...positions(view, entries, [query.endAt, cursors.to]));
  const found: Document[] = [];
  let skipped = 0;
  for (let place = from; place < to && found.length < query.limit; place += 1) {
    const document = entries[place]?.document;
    if (!document || !query.ranges.every((range) => isWithin(document, range))) continue;
    if (skipped < query.offset) skipped += 1;
    else found.push(query.select ? masked(document, { fieldPaths: query.select }) : document);
  }
  return found;
}

function positions(
  view: SortedView,
  entries: readonly Entry[],
  cursors: readonly (Cursor | undefined)[],
): readonly number[] {
  return cursors.filter((cursor) => cursor !== undefined).map((cursor) => view.position(entries, cursor));
}

/** Ranges as cursors, so that only the part within them is walked. */
function rangeCursors({ ranges, shape }: Query): { from?: Cursor; to?: Cursor } {
  const descending = shape.order[0]?.direction === "DESCENDING";
  const cursors: { from?: Cursor; to?: Cursor } = {};
  for (const { op, value } of ranges) {
    const isLower = op.startsWith("GREATER") !== descending;
    const includes = op.endsWith("OR_EQUAL");
    const cursor = { values: [value], before: isLower === includes };
    const known = isLower ? cursors.from : cursors.to;
    if (!known) cursors[isLower ? "from" : "to"] = cursor;
  }
  return cursors;
}

/** Firestore's ranges match only values of the same type. */
function isWithin(document: Document, { path, op, value }: RangeFilter): boolean {
  const actual = valueAt(document, path);
  if (!actual || typeRank(actual) !== typeRank(value)) return false;
  const order = compareValues(actual, value);
  if (op === "LESS_THAN") return order < 0;
  if (op === "LESS_THAN_OR_EQUAL") return order <= 0;
  return op === "GREATER_THAN" ? order > 0 : order >= 0;
}
