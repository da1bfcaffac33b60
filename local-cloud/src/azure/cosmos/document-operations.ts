import type { ContainerView } from "./container-view.ts";
import { COSMOS_ERRORS, badRequest } from "./cosmos-reply.ts";
import type { CosmosError } from "./cosmos-reply.ts";
import type { CosmosCaller } from "./cosmos-access.ts";
import { KEY_MISMATCH, documentProblem, idOf, keyProblem } from "./document-rules.ts";
import { partitionName } from "./document-store.ts";
import type { Changing, DocumentStore } from "./document-store.ts";
import type { Document, Json } from "./sql-ast.ts";
import { valueAt } from "./sql-values.ts";

/** What is done to one document. */
export type OperationType = "Create" | "Upsert" | "Replace" | "Read" | "Delete";

/** One operation, alone or in a batch. */
export interface DocumentOperation {
  readonly type: OperationType;
  /** JSON of the partition key that the caller named, without the list around it. */
  readonly partition?: string;
  readonly id?: string;
  readonly document?: Document;
  /** Bytes of the document as it was sent. */
  readonly size?: number;
  readonly ifMatch?: string;
}

/** How an operation ended. */
export type OperationResult =
  | { readonly ok: true; readonly status: number; readonly document?: Document }
  | { readonly ok: false; readonly error: CosmosError };

/** Where and by whom operations are done. */
export interface OperationContext {
  readonly store: DocumentStore;
  readonly view: ContainerView;
  readonly caller: CosmosCaller;
}

const ACTIONS: Readonly<Record<OperationType, string>> = {
  Create: "create",
  Upsert: "upsert",
  Replace: "replace",
  Read: "read",
  Delete: "delete",
};

/** Does one operation; resolves when it is durable. */
export async function operate(
  operation: DocumentOperation,
  context: OperationContext,
): Promise<OperationResult> {
  const { view, caller, store } = context;
  const action = `sqlDatabases/containers/items/${ACTIONS[operation.type]}`;
  const denied = caller.may({ action, scope: view.scope });
  if (denied) return { ok: false, error: denied };
  const address = addressOf(operation, view);
  if ("error" in address) return { ok: false, error: address.error };
  const place = { container: view.name, ...address };
  if (operation.type === "Read") return found(store.get(place), view);
  return store.change(place, (changing) => change(operation, { changing, view }));
}

function addressOf(
  operation: DocumentOperation,
  view: ContainerView,
): { partition: string; id: string } | { error: CosmosError } {
  const { document, partition, id } = operation;
  if (!document) {
    if (partition === undefined || id === undefined)
      return { error: badRequest("PartitionKey value must be supplied for this operation.", 1001) };
    return { partition, id };
  }
  const key: Json | undefined = valueAt(document, view.keyPath);
  const own = partitionName(key);
  const problem = documentProblem(document, operation.size ?? 0) ?? keyProblem(key);
  if (problem) return { error: problem };
  if (partition !== undefined && partition !== own) return { error: KEY_MISMATCH };
  return { partition: own, id: id ?? idOf(document) };
}

async function change(
  operation: DocumentOperation,
  { changing, view }: { changing: Changing; view: ContainerView },
): Promise<OperationResult> {
  const { type, document, ifMatch } = operation;
  const present = changing.present && view.render(changing.present);
  if (type === "Create" && present) return { ok: false, error: COSMOS_ERRORS.conflict };
  if ((type === "Replace" || type === "Delete") && !present)
    return { ok: false, error: COSMOS_ERRORS.notFound };
  if (ifMatch !== undefined && ifMatch !== "*" && ifMatch !== changing.present?.etag)
    return { ok: false, error: COSMOS_ERRORS.precondition };
  if (type === "Delete") {
    await changing.remove();
    return { ok: true, status: 204 };
  }
  if (!document) return { ok: false, error: badRequest("The document body must be specified.") };
  const written = view.render(await changing.write(withoutSystemFields(document)));
  return {
    ok: true,
    status: type === "Create" || (type === "Upsert" && !present) ? 201 : 200,
    ...(written && { document: written }),
  };
}

function found(stored: Changing["present"], view: ContainerView): OperationResult {
  const document = stored && view.render(stored);
  return document ? { ok: true, status: 200, document } : { ok: false, error: COSMOS_ERRORS.notFound };
}

function withoutSystemFields(document: Document): Document {
  const { _rid, _self, _etag, _attachments, _ts, ...own } = document;
  return own;
}
