import { randomBytes, randomUUID } from "node:crypto";
import type { Attributes, Complaint, RequestContext } from "../../terraform/resource-handler.ts";
import { block, blocks, requiredText, text } from "../attributes.ts";
import type { CompositeIndex } from "../firestore/indexes.ts";
import type { Order } from "../firestore/sorted-view.ts";
import type { FirestoreStore } from "../firestore/store.ts";
import { GoogleError } from "../http/google-error.ts";
import { notEmulated, projectOf, unlessMatches, unlessOneOf } from "./resource.ts";
import type { GcpResource } from "./resource.ts";

const DATABASE = {
  pattern: /^(?:\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/,
  expected: "(default) or 4 to 63 lower-case letters, digits and hyphens, beginning with a letter",
};
const PROTECTIONS = [
  "DELETE_PROTECTION_STATE_UNSPECIFIED",
  "DELETE_PROTECTION_ENABLED",
  "DELETE_PROTECTION_DISABLED",
];

/** The handler of google_firestore_database; `now` answers ms since 1970. */
export function database(store: FirestoreStore, now: () => number): GcpResource {
  return {
    type: "google_firestore_database",
    requiresReplace: ["name", "project", "location_id", "type", "database_edition"],
    defaults: {
      deletion_policy: "ABANDON",
      point_in_time_recovery_enablement: "POINT_IN_TIME_RECOVERY_DISABLED",
      concurrency_mode: "PESSIMISTIC",
      app_engine_integration_mode: "DISABLED",
      database_edition: "STANDARD",
      delete_protection_state: "DELETE_PROTECTION_DISABLED",
    },
    changesOnUpdate: ["etag", "update_time"],
    validate: (config) => [
      ...unlessMatches(config, "name", DATABASE),
      ...unlessOneOf(config, "type", ["FIRESTORE_NATIVE", "DATASTORE_MODE"]),
      ...(text(config, "type") === "DATASTORE_MODE"
        ? [{ summary: "the local cloud does not emulate DATASTORE_MODE", path: ["type"] }]
        : []),
      ...unlessOneOf(config, "delete_protection_state", PROTECTIONS),
      ...unlessOneOf(config, "deletion_policy", ["ABANDON", "DELETE"]),
      ...unlessOneOf(config, "database_edition", ["STANDARD", "ENTERPRISE"]),
      ...notEmulated(config, ["cmek_config"]),
    ],
    async create(planned, context) {
      const project = projectOf(planned, context);
      const id = `projects/${project}/databases/${requiredText(planned, "name")}`;
      await store.create(id);
      const created = new Date(now()).toISOString();
      return {
        id,
        project,
        uid: randomUUID(),
        etag: etag(),
        key_prefix: "",
        create_time: created,
        update_time: created,
        earliest_version_time: created,
        version_retention_period: "3600s",
      };
    },
    read: (state) => Promise.resolve(store.exists(requiredText(state, "id")) ? state : null),
    update: () => Promise.resolve({ etag: etag(), update_time: new Date(now()).toISOString() }),
    async delete(state) {
      const id = requiredText(state, "id");
      if (text(state, "deletion_policy") !== "DELETE") return;
      if (text(state, "delete_protection_state") === "DELETE_PROTECTION_ENABLED") {
        throw new GoogleError(
          "FAILED_PRECONDITION",
          `Database ${id} has delete protection enabled; set delete_protection_state to DELETE_PROTECTION_DISABLED first.`,
        );
      }
      await store.deleteDatabase(id);
    },
    restore: (attributes) => store.restore(requiredText(attributes, "id")),
  };
}

/** The handler of google_firestore_index. */
export function index(store: FirestoreStore): GcpResource {
  return {
    type: "google_firestore_index",
    requiresReplace: [
      "project",
      "database",
      "collection",
      "query_scope",
      "api_scope",
      "fields",
      "density",
      "multikey",
    ],
    defaults: {
      database: "(default)",
      query_scope: "COLLECTION",
      api_scope: "ANY_API",
      density: "DENSITY_UNSPECIFIED",
      multikey: false,
    },
    validate: (config) => [
      ...unlessOneOf(config, "query_scope", ["COLLECTION", "COLLECTION_GROUP", "COLLECTION_RECURSIVE"]),
      ...(["COLLECTION_GROUP", "COLLECTION_RECURSIVE"].includes(text(config, "query_scope") ?? "")
        ? [
            {
              summary: "the local cloud emulates no other query_scope than COLLECTION",
              path: ["query_scope"],
            },
          ]
        : []),
      ...blocks(config, "fields").flatMap(indexFieldComplaints),
    ],
    create(planned, context) {
      const project = projectOf(planned, context);
      const parent = databaseOf(planned, context);
      const name = `${parent}/collectionGroups/${requiredText(planned, "collection")}/indexes/${randomBytes(8).toString("base64url")}`;
      const made = compositeIndex(name, planned);
      const { indexes } = store.database(parent);
      if (indexes.sameAs(made))
        throw new GoogleError("ALREADY_EXISTS", `index already exists on collection ${made.collection}`);
      indexes.add(made);
      return Promise.resolve({ id: name, name, project });
    },
    read(state) {
      const parent = databaseOf(state);
      const there = store.exists(parent) && store.database(parent).indexes.has(requiredText(state, "name"));
      return Promise.resolve(there ? state : null);
    },
    delete(state) {
      const parent = databaseOf(state);
      if (store.exists(parent)) store.database(parent).indexes.remove(requiredText(state, "name"));
      return Promise.resolve();
    },
    restore: (attributes) =>
      store
        .database(databaseOf(attributes))
        .indexes.add(compositeIndex(requiredText(attributes, "name"), attributes)),
  };
}

/** The handler of google_firestore_field: which single field is not indexed by itself. */
export function field(store: FirestoreStore): GcpResource {
  const apply = (attributes: Attributes, exempt: boolean): void =>
    store
      .database(databaseOf(attributes))
      .indexes.exempt(requiredText(attributes, "collection"), requiredText(attributes, "field"), exempt);
  return {
    type: "google_firestore_field",
    requiresReplace: ["project", "database", "collection", "field"],
    defaults: { database: "(default)" },
    validate: (config) => notEmulated(config, ["ttl_config"]),
    create(planned, context) {
      const parent = databaseOf(planned, context);
      apply({ ...planned, project: projectOf(planned, context) }, isExempt(planned));
      const name = `${parent}/collectionGroups/${requiredText(planned, "collection")}/fields/${requiredText(planned, "field")}`;
      return Promise.resolve({ id: name, name, project: projectOf(planned, context) });
    },
    read: (state) => Promise.resolve(store.exists(databaseOf(state)) ? state : null),
    update(prior, planned) {
      apply({ ...planned, project: prior["project"] ?? null }, isExempt(planned));
      return Promise.resolve({});
    },
    delete(state) {
      if (store.exists(databaseOf(state))) apply(state, false);
      return Promise.resolve();
    },
    restore: (attributes) => apply(attributes, isExempt(attributes)),
  };
}

function databaseOf(attributes: Attributes, context?: RequestContext): string {
  return `projects/${projectOf(attributes, context)}/databases/${text(attributes, "database") ?? "(default)"}`;
}

function compositeIndex(id: string, attributes: Attributes): CompositeIndex {
  const fields = blocks(attributes, "fields").map((one): Order => ({
    path: requiredText(one, "field_path"),
    direction: text(one, "order") === "DESCENDING" ? "DESCENDING" : "ASCENDING",
  }));
  return { id, collection: requiredText(attributes, "collection"), fields };
}

function indexFieldComplaints(fields: Attributes, place: number): Complaint[] {
  return [
    ...unlessOneOf(fields, "order", ["ASCENDING", "DESCENDING"]),
    ...notEmulated(fields, ["array_config", "vector_config"]),
  ].map((complaint) => ({ ...complaint, path: ["fields", place, ...(complaint.path ?? [])] }));
}

/** A block of index settings replaces the automatic ones; without an order in it the field is in no index. */
function isExempt(attributes: Attributes): boolean {
  const config = block(attributes, "index_config");
  return config !== undefined && !blocks(config, "indexes").some((one) => text(one, "order") !== undefined);
}

function etag(): string {
  return randomBytes(9).toString("base64");
}
