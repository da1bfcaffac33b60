import type { HttpReply } from "../http/https-endpoint.ts";
import type { QueueRequest } from "./queue-request.ts";
import { metadataHeaders, metadataOf } from "./metadata.ts";
import { STORAGE_ERRORS, storageRefusal, storageReply, xmlReply } from "./storage-reply.ts";
import { element } from "./xml.ts";

/** 3 to 63 characters, no two hyphens in a row (https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata). */
export const QUEUE_NAME = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Create Queue. */
export async function createQueue({ store, queue, http }: QueueRequest): Promise<HttpReply> {
  if (!QUEUE_NAME.test(queue.slice(queue.indexOf("/") + 1))) return storageRefusal(STORAGE_ERRORS.badName);
  const metadata = metadataOf(http.headers);
  const present = store.metadata(queue);
  if (present) {
    const same = JSON.stringify(sorted(present)) === JSON.stringify(sorted(metadata));
    return same ? storageReply(204) : storageRefusal(STORAGE_ERRORS.queueExists);
  }
  await store.create(queue, metadata);
  return storageReply(201);
}

/** Delete Queue. */
export async function deleteQueue({ store, queue }: QueueRequest): Promise<HttpReply> {
  if (!store.has(queue)) return storageRefusal(STORAGE_ERRORS.noQueue);
  await store.drop(queue);
  return storageReply(204);
}

/** Get Queue Metadata, with the number of messages. */
export function queueProperties({ store, queue }: QueueRequest): HttpReply {
  const metadata = store.metadata(queue);
  if (!metadata) return storageRefusal(STORAGE_ERRORS.noQueue);
  const count = String(store.length(queue));
  return storageReply(200, {
    headers: { "x-ms-approximate-messages-count": count, ...metadataHeaders(metadata) },
  });
}

/** Set Queue Metadata. */
export async function setQueueMetadata({ store, queue, http }: QueueRequest): Promise<HttpReply> {
  if (!store.has(queue)) return storageRefusal(STORAGE_ERRORS.noQueue);
  await store.setMetadata(queue, metadataOf(http.headers));
  return storageReply(204);
}

/** List Queues: all in one page. */
export function listQueues({ store, account, http }: QueueRequest): HttpReply {
  const prefix = http.url.searchParams.get("prefix") ?? "";
  const names = store.names(account).filter((name) => name.startsWith(prefix));
  const queues = names.map((name) => `<Queue>${element("Name", name)}</Queue>`).join("");
  const endpoint = `${http.url.origin}/${account}`;
  return xmlReply(
    `<EnumerationResults ServiceEndpoint="${endpoint}">${element("Prefix", prefix)}<Queues>${queues}</Queues><NextMarker/></EnumerationResults>`,
  );
}

function sorted(metadata: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(metadata).sort(([one], [other]) => one.localeCompare(other));
}
