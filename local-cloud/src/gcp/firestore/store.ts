import type { DurableLog } from "../../storage/durable-log.ts";
import { GoogleError, toGoogleError } from "../http/google-error.ts";
import { changeOf, nameOf } from "./apply-write.ts";
import type { Change } from "./apply-write.ts";
import { createDatabase } from "./database.ts";
import type { Database } from "./database.ts";
import { parseDocumentName } from "./document-checks.ts";
import type { Document, Timestamp, Write } from "./messages.ts";

/** What Firestore writes down: documents, absent ones as their name alone, and databases that were deleted. Databases themselves stand in the daemon's registry. */
export type FirestoreEntry =
  | { readonly kind: "write"; readonly put: readonly Document[]; readonly removed: readonly string[] }
  | { readonly kind: "database-deleted"; readonly name: string };

/** What became of one write. */
export type WriteOutcome = { readonly time: Timestamp } | { readonly error: GoogleError };

/** All databases. A write that resolved survives a killed process. */
export interface FirestoreStore {
  /** Makes an empty database by its name projects/p/databases/d. Throws ALREADY_EXISTS. */
  create(name: string): Promise<void>;
  /** Brings a database back after a restart, with what it held. */
  restore(name: string): void;
  exists(name: string): boolean;
  /** Throws NOT_FOUND. */
  database(name: string): Database;
  deleteDatabase(name: string): Promise<void>;
  /** All or none; throws the first failure. */
  commit(database: string, writes: readonly Write[]): Promise<Timestamp>;
  /** Each by itself. */
  writeEach(database: string, writes: readonly Write[]): Promise<readonly WriteOutcome[]>;
  now(): Timestamp;
  dropOrphans(): void;
  close(): Promise<void>;
}

/** Below this size a log is never compacted. */
const MIN_COMPACTION_BYTES = 64 * 1024 * 1024;

/** Opens the store on a log; `now` answers ms since 1970. */
export async function openFirestoreStore(deps: {
  log: DurableLog<FirestoreEntry>;
  now: () => number;
  warn: (text: string) => void;
}): Promise<FirestoreStore> {
  const { log } = deps;
  const replayed = await replay(log.entries);
  const databases = new Map<string, Database>();
  /** Writes that are visible but not on disk yet: who meets one waits for it, because it may still fail. */
  const pending = new Map<string, Promise<void>>();
  const now = createMoments(deps.now);
  let compactAt = Math.max(MIN_COMPACTION_BYTES, log.size * 2);

  const database = (name: string): Database => {
    const found = databases.get(name);
    if (!found)
      throw new GoogleError(
        "NOT_FOUND",
        `The database ${name.split("/").at(-1)} does not exist for project ${name.split("/")[1]}. Make it with google_firestore_database.`,
      );
    return found;
  };

  const set = (db: Database, { name, after }: Change): void => {
    const collection = db.collection(parseDocumentName(name).collection);
    if (after) collection.put(after);
    else collection.remove(name);
  };

  const apply = (
    databaseName: string,
    write: Write,
    time: Timestamp,
  ): { readonly undo: Change; readonly change: Change } => {
    const db = database(databaseName);
    const name = nameOf(write);
    if (parseDocumentName(name).database !== databaseName)
      throw new GoogleError("INVALID_ARGUMENT", `The document ${name} is not in ${databaseName}.`);
    const before = db.collection(parseDocumentName(name).collection).get(name);
    const change = changeOf(write, before, time);
    set(db, change);
    return { change, undo: { name, after: before } };
  };

  const persist = async (
    databaseName: string,
    applied: readonly { undo: Change; change: Change }[],
  ): Promise<void> => {
    if (applied.length === 0) return;
    const changes = applied.map(({ change }) => change);
    const written = log.append(entryOf(changes));
    for (const { name } of changes) pending.set(name, written);
    try {
      await written;
    } catch (error) {
      const db = database(databaseName);
      for (const { undo } of applied.toReversed()) set(db, undo);
      throw new GoogleError("UNAVAILABLE", error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    } finally {
      for (const { name } of changes) if (pending.get(name) === written) pending.delete(name);
    }
    void compactIfLarge();
  };

  const allDocuments = function* (): Iterable<FirestoreEntry> {
    for (const db of [...databases.values(), ...replayed.values()]) {
      for (const document of db.documents()) yield { kind: "write", put: [document], removed: [] };
    }
  };

  const compactIfLarge = async (): Promise<void> => {
    if (log.size < compactAt) return;
    compactAt = Number.POSITIVE_INFINITY;
    try {
      await log.rewrite(allDocuments());
    } catch (error) {
      deps.warn(`Firestore could not compact its log: ${String(error)}`);
    }
    compactAt = Math.max(MIN_COMPACTION_BYTES, log.size * 2);
  };

  /** A refusal rests on what others wrote, so it waits until that is on disk. */
  const settled = async (writes: readonly Write[]): Promise<void> => {
    const names = writes.map((write) => write.update?.name ?? write.delete ?? "");
    await Promise.all(names.map((name) => pending.get(name) ?? Promise.resolve()));
  };

  return {
    async create(name) {
      if (databases.has(name)) throw new GoogleError("ALREADY_EXISTS", `Database already exists: ${name}`);
      databases.set(name, createDatabase());
      // A database of that name that was abandoned earlier must not come back with the next start.
      await log.append({ kind: "database-deleted", name });
    },
    restore(name) {
      databases.set(name, replayed.get(name) ?? createDatabase());
      replayed.delete(name);
    },
    exists: (name) => databases.has(name),
    database,
    async deleteDatabase(name) {
      databases.delete(name);
      // What was deleted must not stay on disk.
      await log.rewrite(allDocuments());
    },
    async commit(databaseName, writes) {
      const time = now();
      const applied: { undo: Change; change: Change }[] = [];
      try {
        for (const write of writes) applied.push(apply(databaseName, write, time));
      } catch (error) {
        for (const { undo } of applied.toReversed()) set(database(databaseName), undo);
        await settled(writes);
        throw error;
      }
      await persist(databaseName, applied);
      return time;
    },
    async writeEach(databaseName, writes) {
      const time = now();
      database(databaseName);
      const waiting = settled(writes);
      const tried = writes.map((write) => attempt(() => apply(databaseName, write, time)));
      await Promise.all([waiting, persist(databaseName, tried.filter(isApplied))]);
      return tried.map((one) => (one instanceof GoogleError ? { error: one } : { time }));
    },
    now,
    dropOrphans() {
      replayed.clear();
    },
    close: () => log.close(),
  };
}

function isApplied<Result>(tried: Result | GoogleError): tried is Result {
  return !(tried instanceof GoogleError);
}

function attempt<Result>(work: () => Result): Result | GoogleError {
  try {
    return work();
  } catch (error) {
    return toGoogleError(error);
  }
}

function entryOf(changes: readonly Change[]): FirestoreEntry {
  const put = changes.map(({ after }) => after).filter((after) => after !== undefined);
  return { kind: "write", put, removed: changes.filter(({ after }) => !after).map(({ name }) => name) };
}

async function replay(entries: DurableLog<FirestoreEntry>["entries"]): Promise<Map<string, Database>> {
  const databases = new Map<string, Database>();
  const collectionOf = (name: string): ReturnType<Database["collection"]> => {
    const { database, collection } = parseDocumentName(name);
    const known = databases.get(database) ?? createDatabase();
    databases.set(database, known);
    return known.collection(collection);
  };
  for await (const entry of entries) {
    if (entry.kind === "database-deleted") {
      databases.delete(entry.name);
      continue;
    }
    for (const document of entry.put) collectionOf(document.name).put(document);
    for (const name of entry.removed) collectionOf(name).remove(name);
  }
  return databases;
}

/** Moments in microseconds, each later than the one before. */
function createMoments(now: () => number): () => Timestamp {
  let last = 0;
  return () => {
    last = Math.max(last + 1, now() * 1000);
    return { seconds: String(Math.floor(last / 1_000_000)), nanos: (last % 1_000_000) * 1000 };
  };
}
