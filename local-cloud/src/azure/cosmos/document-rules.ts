import { badRequest, COSMOS_ERRORS } from "./cosmos-reply.ts";
import type { CosmosError } from "./cosmos-reply.ts";
import type { Document, Json } from "./sql-ast.ts";

/** An item is at most 2 MB (https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-item-limits). */
const MAX_ITEM_BYTES = 2 * 1024 * 1024;
const MAX_ID_BYTES = 1023;
const MAX_KEY_BYTES = 2048;
const FORBIDDEN_IN_ID = /[/\\?#]/;

/** Why the service would refuse to store a document; undefined where it would not. */
export function documentProblem(document: Document, size: number): CosmosError | undefined {
  const { id } = document;
  if (typeof id !== "string" || id === "")
    return badRequest("The input content is invalid because the required properties - 'id; ' - are missing");
  if (Buffer.byteLength(id) > MAX_ID_BYTES) return badRequest(`id: expected at most ${MAX_ID_BYTES} bytes`);
  if (FORBIDDEN_IN_ID.test(id) || id.endsWith(" "))
    return badRequest("The input name is invalid: it contains '/', '\\', '?' or '#', or ends in a space");
  return size > MAX_ITEM_BYTES ? COSMOS_ERRORS.tooLarge : undefined;
}

/** The id of a document; empty where it has none. */
export function idOf({ id }: Document): string {
  return typeof id === "string" ? id : "";
}

/** Why a partition key is refused; undefined where it is not. */
export function keyProblem(key: Json | undefined): CosmosError | undefined {
  if (typeof key === "object" && key !== null)
    return badRequest(
      "Partition key provided either doesn't correspond to definition in the collection or doesn't match partition key field values specified in the document.",
      1001,
    );
  return typeof key === "string" && Buffer.byteLength(key) > MAX_KEY_BYTES
    ? badRequest("Partition key is too long", 1001)
    : undefined;
}

/** The refusal of a key in the header that is not the document's. */
export const KEY_MISMATCH = badRequest(
  "PartitionKey extracted from document doesn't match the one specified in the header",
  1001,
);

/** A JSON object; undefined for anything else. */
export function parseDocument(text: string): Document | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isDocument(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value that came out of JSON is an object. */
export function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
