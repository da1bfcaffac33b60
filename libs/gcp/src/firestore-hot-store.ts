import type { Firestore, Query } from "@google-cloud/firestore";
import { recordDigest } from "@twin2multicloud/model";
import type { TelemetryRecord } from "@twin2multicloud/model";
import type { HotPage, HotQuery, HotStore, PutOutcome } from "@twin2multicloud/ports";
import { within } from "./deadline.ts";
import { fromGrpcError } from "./gcp-errors.ts";
import { fromHotDocument, toHotDocument } from "./hot-document.ts";

/** Which collection holds the records. */
export interface FirestoreHotStoreOptions {
  readonly project: string;
  readonly database: string;
  readonly collection: string;
}

/** The client would try again for ten minutes; a function has one, and its platform tries again in a better way. */
const DEADLINE_MILLISECONDS = 20_000;

async function outcomeOf(write: () => Promise<unknown>, action: string): Promise<PutOutcome> {
  try {
    await write();
    return { status: "stored" };
  } catch (native) {
    const error = fromGrpcError(native, action);
    return error.code === "conflict" ? { status: "exists" } : { status: "failed", error };
  }
}

/** The range of one device; sort keys begin with the timestamp, so bounds by time are bounds by sort key. */
function rangeOf(all: Query, { device_id, from, to, after, order }: HotQuery): Query {
  let range = all.where("device_id", "==", device_id);
  if (from !== undefined) range = range.where("sort_key", ">=", from);
  if (to !== undefined) range = range.where("sort_key", "<", to);
  if (after !== undefined) range = range.where("sort_key", order === "asc" ? ">" : "<", after);
  return range.orderBy("sort_key", order);
}

/** The hot store of a twin in Firestore. A retry of the client after a lost answer may report `exists` for its own first write. */
export function firestoreHotStore({ project, database, collection }: FirestoreHotStoreOptions): HotStore {
  let made: Firestore | undefined;
  // Loading the client takes longer than all the rest of a cold start, and a persister may never need it.
  const firestore = async (): Promise<Firestore> => {
    const { Firestore } = await import("@google-cloud/firestore");
    return (made ??= new Firestore({ projectId: project, databaseId: database }));
  };

  const write = async (records: readonly TelemetryRecord[], action: string): Promise<PutOutcome[]> => {
    const db = await firestore();
    const writer = db.bulkWriter({ throttling: false });
    writer.onWriteError(() => false);
    const outcomes = records.map((record) => {
      const document = db.collection(collection).doc(recordDigest(record));
      return outcomeOf(() => writer.create(document, toHotDocument(record)), action);
    });
    await writer.close();
    return Promise.all(outcomes);
  };

  const read = async (query: HotQuery): Promise<HotPage> => {
    const db = await firestore();
    // One more tells whether records follow.
    const { docs } = await rangeOf(db.collection(collection), query)
      .limit(query.limit + 1)
      .get();
    const items = docs.slice(0, query.limit).map((document) => fromHotDocument(document.data()));
    return { items, more: docs.length > query.limit };
  };

  return {
    async put(records) {
      const action = `writing to Firestore database ${database}`;
      try {
        return await within({ milliseconds: DEADLINE_MILLISECONDS, action }, write(records, action));
      } catch (native) {
        const error = fromGrpcError(native, action);
        return records.map(() => ({ status: "failed", error }));
      }
    },
    async query(query) {
      const action = `reading from Firestore database ${database}`;
      try {
        return await within({ milliseconds: DEADLINE_MILLISECONDS, action }, read(query));
      } catch (native) {
        throw fromGrpcError(native, action);
      }
    },
  };
}
