import type { HttpHandler, HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { Inventory } from "../arm/inventory.ts";
import type { TokenAuthority } from "../identity/token.ts";
import { accountBody, databaseBody, queryPlanBody } from "./account-bodies.ts";
import { runBatch } from "./batch.ts";
import { collectionBody, findContainer, partitionRangesBody } from "./container-view.ts";
import { authenticate } from "./cosmos-access.ts";
import type { CosmosCaller } from "./cosmos-access.ts";
import { COSMOS_ERRORS, badRequest, cosmosRefusal, cosmosReply } from "./cosmos-reply.ts";
import { operate } from "./document-operations.ts";
import type { DocumentOperation, OperationContext, OperationResult } from "./document-operations.ts";
import { parseDocument } from "./document-rules.ts";
import type { DocumentStore } from "./document-store.ts";
import { partitionHeader } from "./partition-header.ts";
import { answerQuery } from "./query-request.ts";

/** What the data service of one account needs. */
export interface CosmosServiceOptions {
  readonly inventory: Inventory;
  readonly tokens: TokenAuthority;
  readonly store: DocumentStore;
  readonly account: string;
  readonly accountId: string;
  readonly location: string;
  /** `https://localhost:PORT` */
  readonly origin: string;
  readonly now: () => number;
}

/** Serves the SQL interface of one account (https://learn.microsoft.com/rest/api/cosmos-db/). */
export function createCosmosService(options: CosmosServiceOptions): HttpHandler {
  return async (request) => {
    const caller = authenticate(request, options);
    if ("status" in caller) return cosmosRefusal(caller);
    const [kind, database, collections, container, feed, id, ...rest] = segmentsOf(request.url);
    if (kind === undefined) return metadata(caller, accountBody(options), { scope: "", anyScope: true });
    if (kind !== "dbs" || rest.length > 0) return cosmosRefusal(COSMOS_ERRORS.notFound);
    if (database === undefined || (collections !== undefined && container === undefined)) return managed();
    if (collections === undefined) return readDatabase({ request, caller, database, options });
    const view = findContainer(options.inventory, {
      account: options.account,
      database,
      container: container ?? "",
      now: options.now,
    });
    if (!view) return cosmosRefusal(COSMOS_ERRORS.noCollection);
    const scope = { scope: view.scope };
    if (feed === undefined)
      return request.method === "GET" ? metadata(caller, collectionBody(view), scope) : managed();
    if (feed === "pkranges") return metadata(caller, partitionRangesBody(view), scope);
    if (feed !== "docs") return cosmosRefusal(COSMOS_ERRORS.noOperation);
    const context = { store: options.store, view, caller };
    return id === undefined ? onFeed(request, context) : onDocument(request, id, context);
  };
}

function segmentsOf(url: URL): string[] {
  return url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
}

function metadata(caller: CosmosCaller, body: object, at: { scope: string; anyScope?: boolean }): HttpReply {
  const denied = caller.may({ action: "readMetadata", ...at });
  return denied ? cosmosRefusal(denied) : cosmosReply(200, body);
}

interface DatabaseRequest {
  readonly request: HttpRequest;
  readonly caller: CosmosCaller;
  readonly database: string;
  readonly options: CosmosServiceOptions;
}

function readDatabase({ request, caller, database, options }: DatabaseRequest): HttpReply {
  if (request.method !== "GET") return managed();
  const known = options.inventory
    .ofType("azurerm_cosmosdb_sql_database")
    .some(
      ({ attributes }) => attributes["account_name"] === options.account && attributes["name"] === database,
    );
  return known
    ? metadata(caller, databaseBody(database), { scope: `/dbs/${database}` })
    : cosmosRefusal(COSMOS_ERRORS.notFound);
}

/** Databases and containers are made through the resource manager; a token for data cannot. */
function managed(): HttpReply {
  return cosmosRefusal({
    status: 403,
    code: "Forbidden",
    substatus: 5300,
    message: "Request blocked by Auth : The given request cannot be authorized by AAD token in data plane.",
  });
}

async function onFeed(request: HttpRequest, context: OperationContext): Promise<HttpReply> {
  const { headers } = request;
  if (request.method === "GET") return answerQuery({ request, context, text: "SELECT * FROM c" });
  if (request.method !== "POST") return cosmosRefusal(COSMOS_ERRORS.noOperation);
  if (isSet(headers["x-ms-cosmos-is-query-plan-request"]))
    return metadata(context.caller, queryPlanBody(), { scope: context.view.scope });
  if (isSet(headers["x-ms-documentdb-isquery"]) || headers["content-type"] === "application/query+json") {
    return answerQuery({ request, context });
  }
  if (isSet(headers["x-ms-cosmos-is-batch-request"])) return onBatch(request, context);
  const document = parseDocument(request.body.toString("utf8"));
  if (!document) return cosmosRefusal(badRequest("The request body is no JSON object"));
  const type = isSet(headers["x-ms-documentdb-is-upsert"]) ? "Upsert" : "Create";
  return answer(await operate({ type, document, size: request.body.length, ...named(request) }, context));
}

function onBatch(request: HttpRequest, context: OperationContext): Promise<HttpReply> {
  const { headers } = request;
  const atomic = isSet(headers["x-ms-cosmos-batch-atomic"]);
  const continueOnError = isSet(headers["x-ms-cosmos-batch-continue-on-error"]);
  return runBatch(request.body, { atomic, continueOnError }, context);
}

const VERBS: Readonly<Record<string, DocumentOperation["type"]>> = {
  GET: "Read",
  PUT: "Replace",
  DELETE: "Delete",
};

async function onDocument(request: HttpRequest, id: string, context: OperationContext): Promise<HttpReply> {
  const type = VERBS[request.method];
  if (!type) return cosmosRefusal(COSMOS_ERRORS.noOperation);
  const document = type === "Replace" ? parseDocument(request.body.toString("utf8")) : undefined;
  const operation = { type, id, ...named(request), ...(document && { document, size: request.body.length }) };
  return answer(await operate(operation, context));
}

/** What the headers say about the document: its partition and the version that is expected. */
function named({ headers }: HttpRequest): Pick<DocumentOperation, "partition" | "ifMatch"> {
  const ifMatch = headers["if-match"];
  const partition = partitionHeader(headers["x-ms-documentdb-partitionkey"]);
  return { ...(partition !== undefined && { partition }), ...(ifMatch !== undefined && { ifMatch }) };
}

function answer(result: OperationResult): HttpReply {
  if (!result.ok) return cosmosRefusal(result.error);
  const etag = result.document?.["_etag"];
  return cosmosReply(result.status, result.document, typeof etag === "string" ? { etag } : {});
}

function isSet(header: string | string[] | undefined): boolean {
  return String(header).toLowerCase() === "true";
}
