import type { HttpHandler, HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { DataAction } from "../identity/roles.ts";
import {
  changeMessage,
  clearMessages,
  deleteMessage,
  peekMessages,
  putMessage,
  takeMessages,
} from "./queue-messages.ts";
import {
  createQueue,
  deleteQueue,
  listQueues,
  queueProperties,
  setQueueMetadata,
} from "./queue-operations.ts";
import type { QueueRequest } from "./queue-request.ts";
import type { QueueStore } from "./queue-store.ts";
import type { StorageAccess } from "./storage-access.ts";
import { STORAGE_ERRORS, storageRefusal } from "./storage-reply.ts";

/** What the service needs. */
export interface QueueServiceOptions {
  readonly store: QueueStore;
  readonly access: StorageAccess;
  /** ARM id of an account, undefined where there is none of this name. */
  readonly accountId: (account: string) => string | undefined;
}

interface Operation {
  readonly anyOf: readonly DataAction[];
  readonly run: (request: QueueRequest) => Promise<HttpReply> | HttpReply;
}

/** Serves the queues of all accounts under `/account/queue` (https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api). */
export function createQueueService({ store, access, accountId }: QueueServiceOptions): HttpHandler {
  return (http) => {
    const [account = "", queue = "", resource = "", messageId = ""] = http.url.pathname
      .slice(1)
      .split("/")
      .map(decodeURIComponent);
    const id = accountId(account);
    if (id === undefined) return storageRefusal(STORAGE_ERRORS.noAccount);
    const operation = operationOf(http, { queue, resource, messageId });
    if (!operation) return storageRefusal(STORAGE_ERRORS.noOperation);
    const service = `${id}/queueServices/default`;
    const refusal = access(http, {
      anyOf: operation.anyOf,
      resource: queue ? `${service}/queues/${queue}` : service,
    });
    return refusal ?? operation.run({ store, http, account, queue: `${account}/${queue}`, messageId });
  };
}

interface Path {
  readonly queue: string;
  readonly resource: string;
  readonly messageId: string;
}

function operationOf(
  { method, url }: HttpRequest,
  { queue, resource, messageId }: Path,
): Operation | undefined {
  if (!queue) return method === "GET" && url.searchParams.get("comp") === "list" ? LIST : undefined;
  if (!resource) return QUEUE[`${method} ${url.searchParams.get("comp") ?? ""}`];
  if (resource !== "messages") return undefined;
  if (messageId) return MESSAGE[method];
  return method === "GET" && url.searchParams.get("peekonly") === "true" ? PEEK : MESSAGES[method];
}

// Which action each operation needs: https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory
const LIST: Operation = { anyOf: ["queues/read"], run: listQueues };
const PEEK: Operation = { anyOf: ["messages/read"], run: peekMessages };
const PROPERTIES: Operation = { anyOf: ["queues/read"], run: queueProperties };
const QUEUE: Readonly<Record<string, Operation>> = {
  "PUT ": { anyOf: ["queues/write"], run: createQueue },
  "PUT metadata": { anyOf: ["queues/write"], run: setQueueMetadata },
  "GET metadata": PROPERTIES,
  "HEAD metadata": PROPERTIES,
  "DELETE ": { anyOf: ["queues/delete"], run: deleteQueue },
};
const MESSAGES: Readonly<Record<string, Operation>> = {
  POST: { anyOf: ["messages/add", "messages/write"], run: putMessage },
  GET: { anyOf: ["messages/process", "messages/delete"], run: takeMessages },
  DELETE: { anyOf: ["messages/delete"], run: clearMessages },
};
const MESSAGE: Readonly<Record<string, Operation>> = {
  PUT: { anyOf: ["messages/write"], run: changeMessage },
  DELETE: { anyOf: ["messages/process", "messages/delete"], run: deleteMessage },
};
