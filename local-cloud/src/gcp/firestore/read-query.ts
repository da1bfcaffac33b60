import { GoogleError } from "../http/google-error.ts";
import { NAME_FIELD } from "./field-paths.ts";
import type { Cursor, Direction, Filter, StructuredQuery, Value } from "./messages.ts";
import type { Order, ViewShape } from "./sorted-view.ts";

/** A comparison with less or greater. */
export interface RangeFilter {
  readonly path: string;
  readonly op: "LESS_THAN" | "LESS_THAN_OR_EQUAL" | "GREATER_THAN" | "GREATER_THAN_OR_EQUAL";
  readonly value: Value;
}

/** A query in the form in which it runs: a slice of one sorted view. */
export interface Query {
  readonly collection: string;
  readonly shape: ViewShape;
  /** The values of the shape's `equal` fields. */
  readonly pinned: readonly Value[];
  readonly ranges: readonly RangeFilter[];
  readonly startAt?: Cursor;
  readonly endAt?: Cursor;
  readonly offset: number;
  readonly limit: number;
  readonly select?: readonly string[];
}

interface Equality {
  readonly path: string;
  readonly value: Value;
}

const RANGES = ["LESS_THAN", "LESS_THAN_OR_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL"] as const;

/** Reads a query. Throws UNIMPLEMENTED for what the local cloud does not emulate, so that nothing is answered wrongly. */
export function readQuery(query: StructuredQuery): Query {
  if (query.findNearest) throw unimplemented("findNearest");
  const { equalities, ranges } = readFilters(query.where);
  const order = readOrder(query, ranges);
  return {
    collection: readCollection(query),
    shape: { equal: equalities.map(({ path }) => path), order },
    pinned: equalities.map(({ value }) => value),
    ranges,
    ...(query.startAt ? { startAt: checkedCursor(query.startAt, order) } : {}),
    ...(query.endAt ? { endAt: checkedCursor(query.endAt, order) } : {}),
    offset: query.offset ?? 0,
    limit: query.limit ? (query.limit.value ?? 0) : Number.POSITIVE_INFINITY,
    ...(query.select ? { select: (query.select.fields ?? []).map(({ fieldPath }) => fieldPath) } : {}),
  };
}

function readCollection(query: StructuredQuery): string {
  const [selector, ...others] = query.from ?? [];
  if (!selector?.collectionId || others.length > 0)
    throw unimplemented("a query over other than one collection");
  if (selector.allDescendants) throw unimplemented("a collection group query");
  return selector.collectionId;
}

function readFilters(where: Filter | undefined): {
  equalities: readonly Equality[];
  ranges: readonly RangeFilter[];
} {
  const filters = where ? flatten(where) : [];
  const equalities = new Map<string, Equality>();
  const ranges: RangeFilter[] = [];
  for (const filter of filters) {
    const read = readFilter(filter);
    if ("op" in read) ranges.push(read);
    else equalities.set(read.path, read);
  }
  if (new Set(ranges.map(({ path }) => path)).size > 1)
    throw unimplemented("a query with ranges on several fields");
  return {
    equalities: [...equalities.values()].sort((left, right) => (left.path < right.path ? -1 : 1)),
    ranges,
  };
}

function flatten(filter: Filter): readonly Filter[] {
  if (!filter.compositeFilter) return [filter];
  if (filter.compositeFilter.op !== "AND") throw unimplemented(`the operator ${filter.compositeFilter.op}`);
  return (filter.compositeFilter.filters ?? []).flatMap(flatten);
}

function readFilter({ fieldFilter, unaryFilter }: Filter): RangeFilter | Equality {
  if (unaryFilter?.op === "IS_NULL")
    return { path: unaryFilter.field.fieldPath, value: { nullValue: "NULL_VALUE" } };
  if (unaryFilter?.op === "IS_NAN")
    return { path: unaryFilter.field.fieldPath, value: { doubleValue: "NaN" } };
  if (!fieldFilter) throw unimplemented(`the operator ${unaryFilter?.op ?? "that is not set"}`);
  const { field, op, value } = fieldFilter;
  if (op === "EQUAL") return { path: field.fieldPath, value };
  const range = RANGES.find((one) => one === op);
  if (!range) throw unimplemented(`the operator ${op}`);
  return { path: field.fieldPath, op: range, value };
}

function readOrder(query: StructuredQuery, ranges: readonly RangeFilter[]): readonly Order[] {
  const given = (query.orderBy ?? []).map(({ field, direction }): Order => ({
    path: field.fieldPath,
    direction: direction === "DESCENDING" ? "DESCENDING" : "ASCENDING",
  }));
  const ranged = ranges[0]?.path;
  const order = given.length > 0 || !ranged ? given : [{ path: ranged, direction: "ASCENDING" as Direction }];
  if (ranged && order[0]?.path !== ranged)
    throw unimplemented("a range on another field than the first one that is sorted by");
  if (order.at(-1)?.path === NAME_FIELD) return order;
  return [...order, { path: NAME_FIELD, direction: order.at(-1)?.direction ?? "ASCENDING" }];
}

function checkedCursor(cursor: Cursor, order: readonly Order[]): Cursor {
  if ((cursor.values ?? []).length <= order.length) return cursor;
  throw new GoogleError("INVALID_ARGUMENT", "A cursor has more values than the query has orders.");
}

function unimplemented(what: string): GoogleError {
  return new GoogleError("UNIMPLEMENTED", `The local cloud does not emulate ${what} in Firestore queries.`);
}
