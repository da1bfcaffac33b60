import { count, requiredText, texts } from "../arm/attributes.ts";
import type { Inventory, Resource } from "../arm/inventory.ts";
import type { StoredDocument } from "./stored-document.ts";
import type { Document } from "./sql-ast.ts";

/** A container as requests see it. */
export interface ContainerView {
  readonly resource: Resource;
  /** `account/database/container`, the name in the document store. */
  readonly name: string;
  /** `/dbs/d/colls/c`, the scope of permissions. */
  readonly scope: string;
  /** Path of the partition key. */
  readonly keyPath: readonly string[];
  /** A document as clients see it; undefined once it has expired. */
  render(stored: StoredDocument): Document | undefined;
}

/** The container of a name, if the account has it. */
export function findContainer(
  inventory: Inventory,
  wanted: { account: string; database: string; container: string; now: () => number },
): ContainerView | undefined {
  const { account, database, container } = wanted;
  const resource = inventory
    .ofType("azurerm_cosmosdb_sql_container")
    .find(
      ({ attributes: has }) =>
        has["account_name"] === account && has["database_name"] === database && has["name"] === container,
    );
  if (!resource) return undefined;
  const scope = `/dbs/${database}/colls/${container}`;
  const ttl = count(resource.attributes, "default_ttl");
  return {
    resource,
    name: `${account}/${database}/${container}`,
    scope,
    keyPath: (texts(resource.attributes, "partition_key_paths")[0] ?? "/id").slice(1).split("/"),
    render(stored) {
      if (hasExpired(stored, ttl, wanted.now())) return undefined;
      const { document, sequence, etag, ts } = stored;
      const rid = ridOf(`${resource.id}/${sequence}`);
      return {
        ...document,
        _rid: rid,
        _self: `${scope.slice(1)}/docs/${rid}/`,
        _etag: etag,
        _attachments: "attachments/",
        _ts: ts,
      };
    },
  };
}

/** The resource as `GET /dbs/d/colls/c` answers it. */
export function collectionBody({ resource: { id, attributes }, scope }: ContainerView): object {
  return {
    id: requiredText(attributes, "name"),
    _rid: ridOf(id),
    _self: `${scope.slice(1)}/`,
    _etag: '"00000000-0000-0000-0000-000000000000"',
    _ts: 0,
    partitionKey: {
      paths: texts(attributes, "partition_key_paths"),
      kind: "Hash",
      version: count(attributes, "partition_key_version") ?? 1,
    },
    indexingPolicy: {
      indexingMode: "consistent",
      automatic: true,
      includedPaths: [{ path: "/*" }],
      excludedPaths: [],
    },
    conflictResolutionPolicy: {
      mode: "LastWriterWins",
      conflictResolutionPath: "/_ts",
      conflictResolutionProcedure: "",
    },
    ...(typeof attributes["default_ttl"] === "number" && { defaultTtl: attributes["default_ttl"] }),
    _docs: "docs/",
    _sprocs: "sprocs/",
    _triggers: "triggers/",
    _udfs: "udfs/",
    _conflicts: "conflicts/",
  };
}

/** A container has one physical partition, which holds the whole range of hashed keys. */
export function partitionRangesBody(view: ContainerView): object {
  const rid = ridOf(view.resource.id);
  const range = {
    _rid: `${rid}0`,
    id: "0",
    minInclusive: "",
    maxExclusive: "FF",
    ridPrefix: 0,
    throughputFraction: 1,
    status: "online",
    parents: [],
  };
  return { _rid: rid, PartitionKeyRanges: [range], _count: 1 };
}

/** A short id that is the same for the same text. */
export function ridOf(name: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(name)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(hash);
  return bytes.toString("base64").replaceAll("/", "-");
}

function hasExpired(
  { document, ts }: StoredDocument,
  containerTtl: number | undefined,
  now: number,
): boolean {
  if (containerTtl === undefined) return false;
  const ttl = typeof document["ttl"] === "number" ? document["ttl"] : containerTtl;
  return ttl > 0 && ts + ttl <= now / 1000;
}
