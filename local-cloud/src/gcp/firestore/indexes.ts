import { GoogleError } from "../http/google-error.ts";
import { NAME_FIELD } from "./field-paths.ts";
import type { Direction } from "./messages.ts";
import type { Order, ViewShape } from "./sorted-view.ts";

/** A composite index on one collection id. */
export interface CompositeIndex {
  readonly id: string;
  readonly collection: string;
  readonly fields: readonly Order[];
}

/** The indexes of one database: composite ones that were made, and single fields that were taken out of automatic indexing. */
export interface Indexes {
  add(index: CompositeIndex): void;
  remove(id: string): void;
  has(id: string): boolean;
  /** Whether an index with the same fields on the same collection stands already. */
  sameAs(index: CompositeIndex): boolean;
  /** Takes a field with everything below it out of automatic indexing, or puts it back. */
  exempt(collection: string, path: string, exempt: boolean): void;
  /** Throws FAILED_PRECONDITION when no index serves the query. */
  require(collection: string, shape: ViewShape): void;
}

/** No composite index, every field indexed by itself. */
export function createIndexes(): Indexes {
  const composite = new Map<string, CompositeIndex>();
  const exemptions = new Set<string>();

  const isExempt = (collection: string, path: string): boolean =>
    path
      .split(".")
      .some((_, index, segments) =>
        exemptions.has(`${collection} ${segments.slice(0, index + 1).join(".")}`),
      );

  const servedAutomatically = (
    collection: string,
    equal: readonly string[],
    order: readonly Order[],
  ): boolean => {
    const fields = [...equal, ...order.map(({ path }) => path)];
    const oneIndexIsEnough = order.length === 0 || (order.length === 1 && equal.length === 0);
    return oneIndexIsEnough && !fields.some((path) => isExempt(collection, path));
  };

  return {
    add(index) {
      composite.set(index.id, index);
    },
    remove(id) {
      composite.delete(id);
    },
    has: (id) => composite.has(id),
    sameAs: (index) => [...composite.values()].some((other) => signature(other) === signature(index)),
    exempt(collection, path, exempt) {
      if (exempt) exemptions.add(`${collection} ${path}`);
      else exemptions.delete(`${collection} ${path}`);
    },
    require(collection, shape) {
      const equal = shape.equal.filter((path) => path !== NAME_FIELD);
      const order = shape.order.filter(({ path }) => path !== NAME_FIELD && !equal.includes(path));
      if (servedAutomatically(collection, equal, order)) return;
      if (
        [...composite.values()].some(
          (index) => index.collection === collection && serves(index, equal, order),
        )
      )
        return;
      throw new GoogleError(
        "FAILED_PRECONDITION",
        `The query requires an index on collection ${collection}: ${wanted(equal, order)}. Add a google_firestore_index with these fields.`,
      );
    },
  };
}

function serves(index: CompositeIndex, equal: readonly string[], order: readonly Order[]): boolean {
  const fields = index.fields.filter(({ path }) => path !== NAME_FIELD);
  const pinned = fields.slice(0, equal.length).map(({ path }) => path);
  const sorted = fields.slice(equal.length);
  return (
    equal.every((path) => pinned.includes(path)) &&
    sorted.length === order.length &&
    sorted.every(
      ({ path, direction }, place) => path === order[place]?.path && direction === order[place].direction,
    )
  );
}

function signature({ collection, fields }: CompositeIndex): string {
  return JSON.stringify([
    collection,
    fields.filter(({ path }) => path !== NAME_FIELD).map(({ path, direction }) => [path, direction]),
  ]);
}

function wanted(equal: readonly string[], order: readonly Order[]): string {
  const ascending: Direction = "ASCENDING";
  const fields = [...equal.map((path) => ({ path, direction: ascending })), ...order];
  return fields.map(({ path, direction }) => `${path} ${direction}`).join(", ");
}
