import { partitionName } from "./document-store.ts";
import type { DocumentStore } from "./document-store.ts";
import type { StoredDocument } from "./stored-document.ts";
import { conjuncts, equalTo, rangeOf } from "./query-bounds.ts";
import { comparePlaces } from "./sorted-index.ts";
import type { Range } from "./sorted-index.ts";
import type { Document, Json, OrderKey, Projection, Query } from "./sql-ast.ts";
import { compareValues, evaluate, valueAt } from "./sql-values.ts";

/** A query on one container, and where its next page begins. */
export interface QueryRun {
  readonly store: DocumentStore;
  readonly container: string;
  readonly partitionKeyPath: readonly string[];
  readonly query: Query;
  /** The partition that the caller named; without it the filter decides. */
  readonly partition?: string;
  readonly continuation?: string;
  readonly maxItems: number;
  /** A document as clients see it; undefined once it has expired. */
  readonly render: (stored: StoredDocument) => Document | undefined;
}

/** One page of results. */
export interface QueryPage {
  readonly items: readonly Json[];
  readonly continuation?: string;
}

/** A page of an answer is at most 4 MB (https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-request-limits). */
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

/** Runs a query up to the end of one page. */
export function runQuery(run: QueryRun): QueryPage {
  const { query } = run;
  const mark = run.continuation === undefined ? { passed: 0 } : parseMark(run.continuation);
  if (query.projection.kind === "count") return { items: [[...matching(run, {})].length] };
  const most = Math.min(query.top ?? Infinity, query.limit ?? Infinity) + query.offset;
  const items: Json[] = [];
  let bytes = 0;
  let { passed } = mark;
  let last: StoredDocument | undefined;
  for (const { stored, document } of matching(run, mark)) {
    if (passed >= most) break;
    const item = passed >= query.offset ? project(query.projection, document) : undefined;
    bytes += item === undefined ? 0 : Buffer.byteLength(JSON.stringify(item));
    if (last && items.length > 0 && (items.length >= run.maxItems || bytes > MAX_PAGE_BYTES)) {
      return { items, continuation: formatMark(run, { last, passed }) };
    }
    passed += 1;
    last = stored;
    if (item !== undefined) items.push(item);
  }
  return { items };
}

interface Found {
  readonly stored: StoredDocument;
  readonly document: Document;
}

interface Mark {
  /** How many documents the pages so far have passed, skipped ones too. */
  readonly passed: number;
  readonly value?: Json;
  readonly sequence?: number;
}

function* matching(run: QueryRun, mark: Partial<Mark>): Generator<Found> {
  for (const stored of candidates(run, mark)) {
    const document = run.render(stored);
    if (document && (!run.query.where || evaluate(run.query.where, document) === true))
      yield { stored, document };
  }
}

function* candidates(run: QueryRun, mark: Partial<Mark>): Generator<StoredDocument> {
  const { store, container, query } = run;
  const conditions = conjuncts(query.where);
  const named = equalTo(conditions, run.partitionKeyPath);
  const partition = run.partition ?? (named && partitionName(named.value));
  if (partition === undefined || query.order.length > 1) {
    const everywhere = partition === undefined ? store.partitions(container) : [partition];
    yield* sortedAcross({ run, partitions: everywhere }).slice(mark.passed ?? 0);
    return;
  }
  const [key] = query.order;
  const path = key?.path ?? [];
  const descending = key?.descending ?? false;
  const range = resume(key ? rangeOf(conditions, path) : {}, { mark, descending });
  yield* store.index(container, partition, path).walk(range, descending);
}

/** Where several partitions or keys take part, all that matches is sorted anew for each page. */
function sortedAcross({
  run,
  partitions,
}: {
  run: QueryRun;
  partitions: readonly string[];
}): StoredDocument[] {
  const all = partitions.flatMap((partition) => [...run.store.documents(run.container, partition)]);
  const matches = all.filter((stored) => {
    const document = run.render(stored);
    return document && (!run.query.where || evaluate(run.query.where, document) === true);
  });
  return matches.sort((one, other) => compareBy(run.query.order, one, other));
}

function compareBy(order: readonly OrderKey[], one: StoredDocument, other: StoredDocument): number {
  for (const { path, descending } of order) {
    const result = compareValues(valueAt(one.document, path), valueAt(other.document, path));
    if (result !== 0) return descending ? -result : result;
  }
  return one.sequence - other.sequence;
}

function resume(range: Range, { mark, descending }: { mark: Partial<Mark>; descending: boolean }): Range {
  if (mark.sequence === undefined) return range;
  const place = { value: mark.value, sequence: mark.sequence };
  if (descending) return { ...range, to: place };
  const after = { ...place, sequence: place.sequence + 0.5 };
  return { ...range, from: range.from && comparePlaces(range.from, after) > 0 ? range.from : after };
}

function project(projection: Projection, document: Document): Json | undefined {
  if (projection.kind === "value") return evaluate(projection.expression, document);
  if (projection.kind !== "fields") return document;
  const fields = projection.fields.flatMap(({ name, expression }) => {
    const value = evaluate(expression, document);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

function formatMark(run: QueryRun, { last, passed }: { last: StoredDocument; passed: number }): string {
  const value =
    run.query.order.length === 1 ? valueAt(last.document, run.query.order[0]?.path ?? []) : undefined;
  const mark = { passed, sequence: last.sequence, ...(value !== undefined && { value }) };
  return Buffer.from(JSON.stringify(mark)).toString("base64");
}

function parseMark(continuation: string): Mark {
  const parsed: unknown = JSON.parse(Buffer.from(continuation, "base64").toString("utf8"));
  if (isMark(parsed)) return parsed;
  throw new SyntaxError("The continuation token is malformed.");
}

function isMark(value: unknown): value is Mark {
  return typeof value === "object" && value !== null && "passed" in value && typeof value.passed === "number";
}
