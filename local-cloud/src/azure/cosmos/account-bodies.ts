import { ridOf } from "./container-view.ts";

/** The account as `GET /` answers it: its one region is where it is. */
export function accountBody({
  account,
  location,
  origin,
}: {
  account: string;
  location: string;
  origin: string;
}): object {
  const region = { name: location, databaseAccountEndpoint: `${origin}/` };
  return {
    _self: "",
    id: account,
    _rid: `${account}.local`,
    media: "//media/",
    addresses: "//addresses/",
    _dbs: "//dbs/",
    writableLocations: [region],
    readableLocations: [region],
    enableMultipleWriteLocations: false,
    userReplicationPolicy: { asyncReplication: false, minReplicaSetSize: 3, maxReplicasetSize: 4 },
    userConsistencyPolicy: { defaultConsistencyLevel: "Strong" },
    systemReplicationPolicy: { minReplicaSetSize: 3, maxReplicasetSize: 4 },
    readPolicy: { primaryReadCoefficient: 1, secondaryReadCoefficient: 1 },
    queryEngineConfiguration: "{}",
  };
}

/** A database as `GET /dbs/d` answers it. */
export function databaseBody(database: string): object {
  return {
    id: database,
    _rid: ridOf(database),
    _self: `dbs/${database}/`,
    _etag: '"0"',
    _colls: "colls/",
    _users: "users/",
    _ts: 0,
  };
}

/** With one physical partition nothing is left for the client to merge, so every plan is empty. */
export function queryPlanBody(): object {
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: "None",
      top: null,
      offset: null,
      limit: null,
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: "",
      hasSelectValue: false,
      dCountInfo: null,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: "", max: "FF", isMinInclusive: true, isMaxInclusive: false }],
  };
}
