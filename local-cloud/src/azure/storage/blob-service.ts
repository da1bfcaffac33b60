import type { HttpHandler, HttpReply, HttpRequest } from "../http/https-endpoint.ts";
import type { DataAction } from "../identity/roles.ts";
import type { BlobProperties, BlobStore } from "./blob-store.ts";
import { metadataHeaders, metadataOf } from "./metadata.ts";
import type { StorageAccess } from "./storage-access.ts";
import { STORAGE_ERRORS, storageRefusal, storageReply, xmlReply } from "./storage-reply.ts";
import { element } from "./xml.ts";

/** What the service needs. */
export interface BlobServiceOptions {
  readonly store: BlobStore;
  readonly access: StorageAccess;
  readonly accountId: (account: string) => string | undefined;
}

interface BlobRequest {
  readonly store: BlobStore;
  readonly http: HttpRequest;
  /** `account/container` */
  readonly container: string;
  readonly name: string;
}

interface Operation {
  readonly anyOf: readonly DataAction[];
  readonly run: (request: BlobRequest) => Promise<HttpReply> | HttpReply;
}

/** Serves containers and whole block blobs of all accounts under `/account/container/blob`; blocks, tiers, leases and ranges are not emulated. */
export function createBlobService({ store, access, accountId }: BlobServiceOptions): HttpHandler {
  return (http) => {
    const [account = "", container = "", ...rest] = http.url.pathname
      .slice(1)
      .split("/")
      .map(decodeURIComponent);
    const id = accountId(account);
    if (id === undefined) return storageRefusal(STORAGE_ERRORS.noAccount);
    const name = rest.join("/");
    const operation = operationOf(http, name);
    if (!container || !operation) return storageRefusal(STORAGE_ERRORS.noOperation);
    const resource = `${id}/blobServices/default/containers/${container}`;
    const refusal = access(http, { anyOf: operation.anyOf, resource });
    if (refusal) return refusal;
    const full = `${account}/${container}`;
    const creates = operation === CONTAINER["PUT "];
    if (!creates && !store.hasContainer(full)) return storageRefusal(STORAGE_ERRORS.noContainer);
    return operation.run({ store, http, container: full, name });
  };
}

function operationOf({ method, url }: HttpRequest, name: string): Operation | undefined {
  const comp = url.searchParams.get("comp") ?? "";
  if (name) return comp === "" ? BLOB[method] : undefined;
  return url.searchParams.get("restype") === "container" ? CONTAINER[`${method} ${comp}`] : undefined;
}

const CONTAINER: Readonly<Record<string, Operation>> = {
  "PUT ": { anyOf: ["containers/write"], run: createContainer },
  "GET ": { anyOf: ["containers/read"], run: () => storageReply(200) },
  "HEAD ": { anyOf: ["containers/read"], run: () => storageReply(200) },
  "DELETE ": { anyOf: ["containers/delete"], run: deleteContainer },
  "GET list": { anyOf: ["blobs/read"], run: listBlobs },
};
const BLOB: Readonly<Record<string, Operation>> = {
  PUT: { anyOf: ["blobs/write", "blobs/add"], run: putBlob },
  GET: { anyOf: ["blobs/read"], run: getBlob },
  HEAD: { anyOf: ["blobs/read"], run: headBlob },
  DELETE: { anyOf: ["blobs/delete"], run: deleteBlob },
};

async function createContainer({ store, container }: BlobRequest): Promise<HttpReply> {
  if (store.hasContainer(container)) return storageRefusal(STORAGE_ERRORS.containerExists);
  await store.createContainer(container);
  return storageReply(201);
}

async function deleteContainer({ store, container }: BlobRequest): Promise<HttpReply> {
  await store.dropContainer(container);
  return storageReply(202);
}

async function putBlob({ store, http, container, name }: BlobRequest): Promise<HttpReply> {
  if (http.headers["x-ms-blob-type"] !== "BlockBlob") return storageRefusal(STORAGE_ERRORS.badBlobType);
  if (http.headers["if-none-match"] === "*" && store.properties({ container, name })) {
    return storageRefusal(STORAGE_ERRORS.blobExists);
  }
  const contentType = http.headers["x-ms-blob-content-type"] ?? http.headers["content-type"];
  const blob = await store.put(
    { container, name },
    {
      content: http.body,
      metadata: metadataOf(http.headers),
      ...(contentType && { contentType: String(contentType) }),
    },
  );
  return storageReply(201, {
    headers: { etag: blob.etag, "content-md5": blob.md5, "last-modified": dateOf(blob) },
  });
}

async function getBlob({ store, container, name }: BlobRequest): Promise<HttpReply> {
  const blob = store.properties({ container, name });
  const content = await store.read({ container, name });
  if (!blob || !content) return storageRefusal(STORAGE_ERRORS.noBlob);
  return storageReply(200, { headers: headersOf(blob), body: content });
}

function headBlob({ store, container, name }: BlobRequest): HttpReply {
  const blob = store.properties({ container, name });
  return blob ? storageReply(200, { headers: headersOf(blob) }) : storageRefusal(STORAGE_ERRORS.noBlob);
}

async function deleteBlob({ store, container, name }: BlobRequest): Promise<HttpReply> {
  if (!store.properties({ container, name })) return storageRefusal(STORAGE_ERRORS.noBlob);
  await store.delete({ container, name });
  return storageReply(202);
}

function listBlobs({ store, http, container }: BlobRequest): HttpReply {
  const prefix = http.url.searchParams.get("prefix") ?? "";
  const blobs = store
    .names(container, prefix)
    .map((name) => listed(name, store.properties({ container, name })));
  const [account = "", own = ""] = container.split("/");
  return xmlReply(
    `<EnumerationResults ServiceEndpoint="${http.url.origin}/${account}" ContainerName="${own}">${element("Prefix", prefix)}` +
      `<Blobs>${blobs.join("")}</Blobs><NextMarker/></EnumerationResults>`,
  );
}

function listed(name: string, blob: BlobProperties | undefined): string {
  if (!blob) return "";
  const properties = [
    element("Last-Modified", dateOf(blob)),
    element("Etag", blob.etag.replaceAll('"', "")),
    element("Content-Length", blob.size),
    element("Content-Type", blob.contentType),
    element("Content-MD5", blob.md5),
    element("BlobType", "BlockBlob"),
  ];
  return `<Blob>${element("Name", name)}<Properties>${properties.join("")}</Properties></Blob>`;
}

function headersOf(blob: BlobProperties): Record<string, string> {
  return {
    "content-type": blob.contentType,
    "content-length": String(blob.size),
    "content-md5": blob.md5,
    etag: blob.etag,
    "last-modified": dateOf(blob),
    "x-ms-blob-type": "BlockBlob",
    ...metadataHeaders(blob.metadata),
  };
}

function dateOf(blob: BlobProperties): string {
  return new Date(blob.modified).toUTCString();
}
