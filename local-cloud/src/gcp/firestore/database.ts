import { createCollection } from "./collection.ts";
import type { Collection } from "./collection.ts";
import { createIndexes } from "./indexes.ts";
import type { Indexes } from "./indexes.ts";
import type { Document } from "./messages.ts";

/** One database: its collections by full name, and its indexes. */
export interface Database {
  readonly indexes: Indexes;
  collection(name: string): Collection;
  documents(): Iterable<Document>;
}

/** An empty database. */
export function createDatabase(): Database {
  const collections = new Map<string, Collection>();
  return {
    indexes: createIndexes(),
    collection(name) {
      const known = collections.get(name) ?? createCollection();
      collections.set(name, known);
      return known;
    },
    *documents() {
      for (const collection of collections.values()) yield* collection.documents();
    },
  };
}
