import { GoogleError } from "../http/google-error.ts";
import type { Document, Fields, Value } from "./messages.ts";

/** Limits of a document (https://cloud.google.com/firestore/quotas#limits). */
export const MAX_DOCUMENT_BYTES = 1_048_576;
const MAX_NAME_BYTES = 1500;
const MAX_DEPTH = 20;
const RESERVED = /^__.*__$/s;

/** The parts of a document's name: its database, and its collection's full name. */
export interface DocumentName {
  readonly database: string;
  readonly collection: string;
}

/** Takes a document name apart. Throws INVALID_ARGUMENT for ids that Firestore forbids. */
export function parseDocumentName(name: string): DocumentName {
  const match = /^(projects\/[^/]+\/databases\/[^/]+)\/documents\/(.+)$/s.exec(name);
  const segments = match?.[2]?.split("/") ?? [];
  if (!match?.[1] || segments.length % 2 !== 0) throw invalid(`"${name}" is no document name.`);
  segments.forEach(checkId);
  return { database: match[1], collection: name.slice(0, name.lastIndexOf("/")) };
}

function checkId(id: string): void {
  if (id === "" || id === "." || id === ".." || RESERVED.test(id)) {
    throw invalid(
      `Resource id "${id}" is invalid because it is empty, a dot, two dots or reserved (__.*__).`,
    );
  }
  if (Buffer.byteLength(id) > MAX_NAME_BYTES)
    throw invalid(`A resource id may have ${MAX_NAME_BYTES} bytes at most.`);
}

/** Throws INVALID_ARGUMENT for a document that Firestore would not take. */
export function checkDocument(document: Document): void {
  const fields = document.fields ?? {};
  checkFields(fields, 1);
  const size = nameSize(document.name) + fieldsSize(fields) + 32;
  if (size > MAX_DOCUMENT_BYTES) {
    throw invalid(
      `Document '${document.name}' cannot be written because its size (${size.toLocaleString("en")} bytes) exceeds the maximum allowed size of 1,048,576 bytes.`,
    );
  }
}

function checkFields(fields: Fields, depth: number): void {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "") throw invalid("Property name is the empty string.");
    if (RESERVED.test(name)) throw invalid(`The property name "${name}" is reserved (__.*__).`);
    if (Buffer.byteLength(name) > MAX_NAME_BYTES)
      throw invalid(`The property name "${name.slice(0, 60)}..." is longer than ${MAX_NAME_BYTES} bytes.`);
    checkValue(value, depth);
  }
}

function checkValue(value: Value, depth: number): void {
  if (depth > MAX_DEPTH) throw invalid(`Property is nested deeper than ${MAX_DEPTH} levels.`);
  if (value.mapValue) checkFields(value.mapValue.fields ?? {}, depth + 1);
  for (const item of value.arrayValue?.values ?? []) {
    if (item.arrayValue)
      throw invalid("Property array contains an invalid nested entity: an array directly inside an array.");
    checkValue(item, depth + 1);
  }
}

function nameSize(name: string): number {
  return name
    .slice(name.indexOf("/documents/") + "/documents/".length)
    .split("/")
    .reduce((sum, id) => sum + Buffer.byteLength(id) + 1, 16);
}

function fieldsSize(fields: Fields): number {
  return Object.entries(fields).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + 1 + valueSize(value),
    0,
  );
}

function valueSize(value: Value): number {
  if (value.stringValue !== undefined) return Buffer.byteLength(value.stringValue) + 1;
  if (value.mapValue) return fieldsSize(value.mapValue.fields ?? {}) + 32;
  if (value.arrayValue)
    return (value.arrayValue.values ?? []).reduce((sum, item) => sum + valueSize(item), 0);
  if (value.bytesValue !== undefined) return Buffer.byteLength(value.bytesValue, "base64");
  if (value.referenceValue !== undefined) return nameSize(value.referenceValue);
  if (value.geoPointValue) return 16;
  return value.booleanValue !== undefined || value.nullValue !== undefined ? 1 : 8;
}

function invalid(message: string): GoogleError {
  return new GoogleError("INVALID_ARGUMENT", message);
}
