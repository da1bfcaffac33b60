import type { HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import { ridOf } from "./container-view.ts";
import { badRequest, cosmosRefusal, cosmosReply } from "./cosmos-reply.ts";
import type { OperationContext } from "./document-operations.ts";
import { isDocument, parseDocument } from "./document-rules.ts";
import { orderProblem } from "./index-policy.ts";
import { partitionHeader } from "./partition-header.ts";
import { runQuery } from "./query-run.ts";
import type { QueryPage } from "./query-run.ts";
import type { Json, Parameters } from "./sql-ast.ts";
import { parseQuery } from "./sql-parser.ts";

/** A request for documents; without a text the body holds the query. */
export interface QueryRequest {
  readonly request: HttpRequest;
  readonly context: OperationContext;
  readonly text?: string;
}

const DEFAULT_PAGE = 100;

/** Answers one page of a query. */
export function answerQuery({ request, context, text }: QueryRequest): HttpReply {
  const { view, caller } = context;
  const denied = caller.may({ action: "sqlDatabases/containers/executeQuery", scope: view.scope });
  if (denied) return cosmosRefusal(denied);
  try {
    const page = run({ request, context, ...(text !== undefined && { text }) });
    return cosmosReply(
      200,
      { _rid: ridOf(view.resource.id), Documents: page.items, _count: page.items.length },
      {
        "x-ms-item-count": String(page.items.length),
        ...(page.continuation && { "x-ms-continuation": page.continuation }),
      },
    );
  } catch (error) {
    if (error instanceof SyntaxError) return cosmosRefusal(badRequest(error.message));
    throw error;
  }
}

function run({ request, context, text }: QueryRequest): QueryPage {
  const { view, store } = context;
  const spec =
    text === undefined ? specOf(request.body.toString("utf8")) : { query: text, parameters: new Map() };
  const query = parseQuery(spec.query, spec.parameters);
  const problem = orderProblem(view.resource.attributes, query.order);
  if (problem) throw new SyntaxError(problem);
  const partition = partitionHeader(request.headers["x-ms-documentdb-partitionkey"]);
  const continuation = request.headers["x-ms-continuation"];
  const wanted = Number(request.headers["x-ms-max-item-count"] ?? DEFAULT_PAGE);
  return runQuery({
    store,
    container: view.name,
    partitionKeyPath: view.keyPath,
    query,
    maxItems: wanted > 0 ? wanted : DEFAULT_PAGE,
    render: (stored) => view.render(stored),
    ...(partition !== undefined && { partition }),
    ...(typeof continuation === "string" && { continuation }),
  });
}

function specOf(body: string): { query: string; parameters: Parameters } {
  const spec = parseDocument(body);
  const { query, parameters } = spec ?? {};
  if (typeof query !== "string") throw new SyntaxError("The query is missing.");
  const pairs = (Array.isArray(parameters) ? parameters : []).map((one): [string, Json | undefined] =>
    isDocument(one) && typeof one["name"] === "string" ? [one["name"], one["value"]] : ["", undefined],
  );
  return { query, parameters: new Map(pairs) };
}
