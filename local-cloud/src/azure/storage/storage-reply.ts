import { randomUUID } from "node:crypto";
import type { HttpReply } from "../http/https-endpoint.ts";
import { element, xmlDocument } from "./xml.ts";

/** The version of the REST interface that answers name; clients of any version are served. */
const API_VERSION = "2026-04-06";

/** An error that a storage service names to its client. */
export interface StorageError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Errors by their code (https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes). */
export const STORAGE_ERRORS = {
  noToken: error(
    401,
    "NoAuthenticationInformation",
    "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.",
  ),
  badToken: error(
    401,
    "InvalidAuthenticationInfo",
    "Authentication information is not given in the correct format. Check the value of Authorization header.",
  ),
  wrongAudience: error(
    401,
    "InvalidAuthenticationInfo",
    "Audience validation failed. Audience did not match.",
  ),
  sharedKey: error(
    403,
    "KeyBasedAuthenticationNotPermitted",
    "Key based authentication is not permitted on this storage account.",
  ),
  denied: error(
    403,
    "AuthorizationPermissionMismatch",
    "This request is not authorized to perform this operation using this permission.",
  ),
  noAccount: error(404, "ResourceNotFound", "The specified resource does not exist."),
  noQueue: error(404, "QueueNotFound", "The specified queue does not exist."),
  queueExists: error(409, "QueueAlreadyExists", "The specified queue already exists."),
  noMessage: error(404, "MessageNotFound", "The specified message does not exist."),
  receipt: error(
    400,
    "PopReceiptMismatch",
    "The specified pop receipt did not match the pop receipt for a dequeued message.",
  ),
  tooLarge: error(
    413,
    "RequestBodyTooLarge",
    "The request body is too large and exceeds the maximum permissible limit.",
  ),
  badXml: error(400, "InvalidXmlDocument", "XML specified is not syntactically valid."),
  badName: error(400, "InvalidResourceName", "The specified resource name contains invalid characters."),
  badQuery: error(
    400,
    "OutOfRangeQueryParameterValue",
    "One of the query parameters specified in the request URI is outside the permissible range.",
  ),
  noContainer: error(404, "ContainerNotFound", "The specified container does not exist."),
  containerExists: error(409, "ContainerAlreadyExists", "The specified container already exists."),
  noBlob: error(404, "BlobNotFound", "The specified blob does not exist."),
  blobExists: error(409, "BlobAlreadyExists", "The specified blob already exists."),
  badBlobType: error(
    400,
    "InvalidHeaderValue",
    "The value for one of the HTTP headers is not in the correct format: x-ms-blob-type.",
  ),
  noOperation: error(400, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb."),
} satisfies Record<string, StorageError>;

/** An answer without an error. */
export function storageReply(status: number, reply: Omit<HttpReply, "status"> = {}): HttpReply {
  return { ...reply, status, headers: { ...commonHeaders(), ...reply.headers } };
}

/** An answer with XML. */
export function xmlReply(content: string): HttpReply {
  return storageReply(200, { headers: { "content-type": "application/xml" }, body: xmlDocument(content) });
}

/** An answer with an error, in the shape from which the SDKs read its code. */
export function storageRefusal({ status, code, message }: StorageError): HttpReply {
  const headers = commonHeaders();
  const details = `${message}\nRequestId:${headers["x-ms-request-id"]}\nTime:${new Date().toISOString()}`;
  return {
    status,
    headers: { ...headers, "x-ms-error-code": code, "content-type": "application/xml" },
    body: xmlDocument(`<Error>${element("Code", code)}${element("Message", details)}</Error>`),
  };
}

function commonHeaders(): Record<string, string> {
  return { "x-ms-version": API_VERSION, "x-ms-request-id": randomUUID(), date: new Date().toUTCString() };
}

function error(status: number, code: string, message: string): StorageError {
  return { status, code, message };
}
