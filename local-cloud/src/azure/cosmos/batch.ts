import { operate } from "./document-operations.ts";
import type {
  DocumentOperation,
  OperationContext,
  OperationResult,
  OperationType,
} from "./document-operations.ts";
import { COSMOS_ERRORS, badRequest, cosmosRefusal, cosmosReply } from "./cosmos-reply.ts";
import type { HttpReply } from "../http/https-endpoint.ts";
import { isDocument } from "./document-rules.ts";
import type { Document, Json } from "./sql-ast.ts";

/** A batch has at most 100 operations and 2 MB (https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-request-limits). */
const MAX_OPERATIONS = 100;
const MAX_BYTES = 2 * 1024 * 1024;

/** How a batch is to be done. */
export interface BatchOptions {
  readonly continueOnError: boolean;
  /** All or nothing; a bulk request is not. */
  readonly atomic: boolean;
}

/** Does a bulk request: each operation on its own, with a result for each. Transactions are not emulated. */
export async function runBatch(
  body: Buffer,
  options: BatchOptions,
  context: OperationContext,
): Promise<HttpReply> {
  if (options.atomic)
    return cosmosRefusal(badRequest("The local cloud does not emulate transactional batches"));
  if (body.length > MAX_BYTES) return cosmosRefusal(COSMOS_ERRORS.tooLarge);
  const operations: unknown = JSON.parse(body.toString("utf8"));
  if (!Array.isArray(operations)) return cosmosRefusal(badRequest("The batch request is no list"));
  if (operations.length > MAX_OPERATIONS)
    return cosmosRefusal(
      badRequest(`Batch request has more operations than what is supported: ${MAX_OPERATIONS}`),
    );
  const results = await runAll(operations.map(toOperation), options, context);
  return cosmosReply(results.every((one) => one.ok) ? 200 : 207, results.map(toResult));
}

async function runAll(
  operations: readonly (DocumentOperation | undefined)[],
  options: BatchOptions,
  context: OperationContext,
): Promise<OperationResult[]> {
  const run = (operation: DocumentOperation | undefined): Promise<OperationResult> =>
    operation
      ? operate(operation, context)
      : Promise.resolve({ ok: false, error: badRequest("The operation is malformed") });
  if (options.continueOnError) return Promise.all(operations.map(run));
  const results: OperationResult[] = [];
  for (const operation of operations) {
    const failed = results.some((one) => !one.ok);
    results.push(failed ? { ok: false, error: NOT_TRIED } : await run(operation));
  }
  return results;
}

const NOT_TRIED = { status: 424, code: "FailedDependency", message: "An operation before this one failed" };
const TYPES: readonly OperationType[] = ["Create", "Upsert", "Replace", "Read", "Delete"];

function toOperation(given: unknown): DocumentOperation | undefined {
  if (!isDocument(given)) return undefined;
  const type = TYPES.find((one) => one === given["operationType"]);
  if (!type) return undefined;
  const { resourceBody, id, ifMatch } = given;
  const partition = partitionOf(given["partitionKey"]);
  return {
    type,
    ...(partition !== undefined && { partition }),
    ...(typeof id === "string" && { id }),
    ...(typeof ifMatch === "string" && { ifMatch }),
    ...(isDocument(resourceBody) && {
      document: resourceBody,
      size: Buffer.byteLength(JSON.stringify(resourceBody)),
    }),
  };
}

/** The key comes as the JSON text of a list with one element. */
function partitionOf(given: Json | undefined): string | undefined {
  if (typeof given !== "string") return undefined;
  const list: unknown = JSON.parse(given);
  return Array.isArray(list) ? JSON.stringify(list[0]) : undefined;
}

function toResult(result: OperationResult): Document {
  if (!result.ok) {
    const { status, substatus, message } = result.error;
    return {
      statusCode: status,
      requestCharge: 1,
      ...(substatus !== undefined && { subStatusCode: substatus }),
      message,
    };
  }
  const { status, document } = result;
  return {
    statusCode: status,
    requestCharge: 1,
    ...(document && { eTag: document["_etag"] ?? null, resourceBody: document }),
  };
}
