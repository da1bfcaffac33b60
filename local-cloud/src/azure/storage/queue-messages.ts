import type { HttpReply } from "../http/https-endpoint.ts";
import type { QueueRequest } from "./queue-request.ts";
import type { Refusal } from "./queue-store.ts";
import type { QueueMessage } from "./stored-queue.ts";
import { ttlMs } from "./message-ttl.ts";
import { STORAGE_ERRORS, storageRefusal, storageReply, xmlReply } from "./storage-reply.ts";
import type { StorageError } from "./storage-reply.ts";
import { element, textOf, xmlDocument } from "./xml.ts";

/** A message is at most 64 KiB (https://learn.microsoft.com/azure/storage/queues/scalability-targets). */
export const MAX_MESSAGE_BYTES = 64 * 1024;

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const REFUSALS: Readonly<Record<Refusal, StorageError>> = {
  QueueNotFound: STORAGE_ERRORS.noQueue,
  MessageNotFound: STORAGE_ERRORS.noMessage,
  PopReceiptMismatch: STORAGE_ERRORS.receipt,
};

/** Put Message. */
export async function putMessage({ store, queue, http }: QueueRequest): Promise<HttpReply> {
  const text = textOf(http.body.toString("utf8"), "MessageText");
  if (text === undefined) return storageRefusal(STORAGE_ERRORS.badXml);
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) return storageRefusal(STORAGE_ERRORS.tooLarge);
  const delay = numberOf(http.url, "visibilitytimeout", { absent: 0, least: 0, most: WEEK_SECONDS });
  const ttl = numberOf(http.url, "messagettl", {
    absent: WEEK_SECONDS,
    least: -1,
    most: Number.MAX_SAFE_INTEGER,
  });
  if (delay === undefined || ttl === undefined || ttl === 0) return storageRefusal(STORAGE_ERRORS.badQuery);
  if (!store.has(queue)) return storageRefusal(STORAGE_ERRORS.noQueue);
  const message = await store.put(queue, { text, delayMs: delay * 1000, ttlMs: ttlMs(ttl) });
  const body = xmlDocument(`<QueueMessagesList>${asXml(message, ["receipt"])}</QueueMessagesList>`);
  return storageReply(201, { headers: { "content-type": "application/xml" }, body });
}

/** Get Messages. */
export async function takeMessages({ store, queue, http }: QueueRequest): Promise<HttpReply> {
  const max = numberOf(http.url, "numofmessages", { absent: 1, least: 1, most: 32 });
  const visibility = numberOf(http.url, "visibilitytimeout", { absent: 30, least: 1, most: WEEK_SECONDS });
  if (max === undefined || visibility === undefined) return storageRefusal(STORAGE_ERRORS.badQuery);
  if (!store.has(queue)) return storageRefusal(STORAGE_ERRORS.noQueue);
  const taken = await store.take(queue, { max, visibilityMs: visibility * 1000 });
  return listed(taken, ["receipt", "count", "text"]);
}

/** Peek Messages. */
export function peekMessages({ store, queue, http }: QueueRequest): HttpReply {
  const max = numberOf(http.url, "numofmessages", { absent: 1, least: 1, most: 32 });
  if (max === undefined) return storageRefusal(STORAGE_ERRORS.badQuery);
  return store.has(queue)
    ? listed(store.peek(queue, max), ["count", "text"])
    : storageRefusal(STORAGE_ERRORS.noQueue);
}

/** Delete Message. */
export async function deleteMessage({ store, queue, http, messageId }: QueueRequest): Promise<HttpReply> {
  const refusal = await store.remove(queue, messageId, http.url.searchParams.get("popreceipt") ?? "");
  return refusal ? storageRefusal(REFUSALS[refusal]) : storageReply(204);
}

/** Update Message. */
export async function changeMessage({ store, queue, http, messageId }: QueueRequest): Promise<HttpReply> {
  const visibility = numberOf(http.url, "visibilitytimeout", { absent: -1, least: 0, most: WEEK_SECONDS });
  const text = textOf(http.body.toString("utf8"), "MessageText");
  if (visibility === undefined || visibility < 0) return storageRefusal(STORAGE_ERRORS.badQuery);
  if (Buffer.byteLength(text ?? "") > MAX_MESSAGE_BYTES) return storageRefusal(STORAGE_ERRORS.tooLarge);
  const receipt = http.url.searchParams.get("popreceipt") ?? "";
  const change = {
    id: messageId,
    receipt,
    visibilityMs: visibility * 1000,
    ...(text !== undefined && { text }),
  };
  const changed = await store.update(queue, change);
  if (typeof changed === "string") return storageRefusal(REFUSALS[changed]);
  const next = new Date(changed.visible).toUTCString();
  return storageReply(204, {
    headers: { "x-ms-popreceipt": changed.receipt, "x-ms-time-next-visible": next },
  });
}

/** Clear Messages. */
export async function clearMessages({ store, queue }: QueueRequest): Promise<HttpReply> {
  if (!store.has(queue)) return storageRefusal(STORAGE_ERRORS.noQueue);
  await store.clear(queue);
  return storageReply(204);
}

type Part = "receipt" | "count" | "text";

function listed(messages: readonly QueueMessage[], parts: readonly Part[]): HttpReply {
  return xmlReply(
    `<QueueMessagesList>${messages.map((one) => asXml(one, parts)).join("")}</QueueMessagesList>`,
  );
}

function asXml(message: QueueMessage, parts: readonly Part[]): string {
  const receipt =
    element("PopReceipt", message.receipt) + element("TimeNextVisible", httpDate(message.visible));
  return [
    "<QueueMessage>",
    element("MessageId", message.id),
    element("InsertionTime", httpDate(message.inserted)),
    element("ExpirationTime", httpDate(message.expires)),
    parts.includes("receipt") ? receipt : "",
    parts.includes("count") ? element("DequeueCount", message.count) : "",
    parts.includes("text") ? element("MessageText", message.text) : "",
    "</QueueMessage>",
  ].join("");
}

/** What never expires is shown with the last time that the services know. */
function httpDate(time: number): string {
  return new Date(Math.min(time, Date.UTC(9999, 11, 31, 23, 59, 59))).toUTCString();
}

function numberOf(
  url: URL,
  name: string,
  range: { absent: number; least: number; most: number },
): number | undefined {
  const given = url.searchParams.get(name);
  if (given === null) return range.absent;
  const value = Number(given);
  return Number.isInteger(value) && value >= range.least && value <= range.most ? value : undefined;
}
