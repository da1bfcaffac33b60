import { GoogleError, CODES } from "../http/google-error.ts";
import { permissionsOf, refuseTransactions } from "./access.ts";
import type { RequireAccess } from "./access.ts";
import { parseDocumentName } from "./document-checks.ts";
import { masked } from "./field-paths.ts";
import type {
  AggregationRequest,
  BatchGetRequest,
  Document,
  RunQueryRequest,
  StructuredQuery,
  WritesRequest,
} from "./messages.ts";
import { readQuery } from "./read-query.ts";
import { runQuery } from "./run-query.ts";
import type { FirestoreStore } from "./store.ts";

const MAX_BATCH_WRITES = 500;

/** What one account asks Firestore for. */
export interface FirestoreApi {
  batchGet(request: BatchGetRequest): readonly object[];
  query(request: RunQueryRequest): readonly object[];
  aggregate(request: AggregationRequest): readonly object[];
  commit(request: WritesRequest): Promise<object>;
  batchWrite(request: WritesRequest): Promise<object>;
}

/** The calls of the protocol, for an account with this access. Each throws GoogleError. */
export function createFirestoreApi(store: FirestoreStore, requireAccess: RequireAccess): FirestoreApi {
  const find = (parent: string, structured: StructuredQuery | undefined): readonly Document[] => {
    const { database, path } = parseParent(parent);
    requireAccess("datastore.entities.list", database);
    requireAccess("datastore.entities.get", database);
    const db = store.database(database);
    const query = readQuery(structured ?? {});
    db.indexes.require(query.collection, query.shape);
    return runQuery(db.collection(`${path}/${query.collection}`), query);
  };

  return {
    batchGet(request) {
      refuseTransactions(request);
      requireAccess("datastore.entities.get", request.database);
      const db = store.database(request.database);
      const readTime = store.now();
      return (request.documents ?? []).map((name) => {
        const document = db.collection(parseDocumentName(name).collection).get(name);
        return document ? { found: masked(document, request.mask), readTime } : { missing: name, readTime };
      });
    },
    query(request) {
      refuseTransactions(request);
      const documents = find(request.parent, request.structuredQuery);
      const readTime = store.now();
      return documents.length === 0 ? [{ readTime }] : documents.map((document) => ({ document, readTime }));
    },
    aggregate(request) {
      refuseTransactions(request);
      const { structuredQuery, aggregations = [] } = request.structuredAggregationQuery ?? {};
      const found = find(request.parent, structuredQuery).length;
      const fields = aggregations.map(({ count, alias }, place) => {
        if (!count)
          throw new GoogleError("UNIMPLEMENTED", "Of all aggregations the local cloud emulates count alone.");
        const counted = Math.min(found, Number(count.upTo?.value ?? Number.POSITIVE_INFINITY));
        return [alias ?? `field_${place + 1}`, { integerValue: String(counted) }] as const;
      });
      return [{ result: { aggregateFields: Object.fromEntries(fields) }, readTime: store.now() }];
    },
    async commit(request) {
      refuseTransactions(request);
      const { database, writes = [] } = request;
      for (const permission of permissionsOf(writes)) requireAccess(permission, database);
      const time = await store.commit(database, writes);
      return { writeResults: writes.map(() => ({ updateTime: time })), commitTime: time };
    },
    async batchWrite({ database, writes = [] }) {
      for (const permission of permissionsOf(writes)) requireAccess(permission, database);
      if (writes.length > MAX_BATCH_WRITES)
        throw new GoogleError("INVALID_ARGUMENT", `A batch may have ${MAX_BATCH_WRITES} writes at most.`);
      const outcomes = await store.writeEach(database, writes);
      return {
        writeResults: outcomes.map((outcome) => ("time" in outcome ? { updateTime: outcome.time } : {})),
        status: outcomes.map((outcome) => ("time" in outcome ? {} : statusOf(outcome.error))),
      };
    },
  };
}

function statusOf({ code, message }: GoogleError): object {
  return { code: CODES[code].grpc, message };
}

/** The database of a parent, and the parent's own full name. */
function parseParent(parent: string): { readonly database: string; readonly path: string } {
  const match = /^(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/.+)?$/s.exec(parent);
  if (!match?.[1]) throw new GoogleError("INVALID_ARGUMENT", `"${parent}" is no parent of documents.`);
  return { database: match[1], path: parent };
}
