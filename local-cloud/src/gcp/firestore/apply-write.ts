import { GoogleError } from "../http/google-error.ts";
import { compareTimestamps } from "./compare-values.ts";
import { checkDocument, parseDocumentName } from "./document-checks.ts";
import { parseFieldPath, valueAt, withValue } from "./field-paths.ts";
import type { Document, Timestamp, Write } from "./messages.ts";

/** What a write makes of a document: `after` undefined means that it is gone. */
export interface Change {
  readonly name: string;
  readonly after: Document | undefined;
}

/** The name of the document that a write is about. Throws UNIMPLEMENTED for transforms. */
export function nameOf(write: Write): string {
  if (write.transform || (write.updateTransforms ?? []).length > 0) {
    throw new GoogleError("UNIMPLEMENTED", "The local cloud does not emulate field transforms in Firestore.");
  }
  const name = write.update?.name ?? write.delete;
  if (!name) throw new GoogleError("INVALID_ARGUMENT", "A write must update or delete a document.");
  parseDocumentName(name);
  return name;
}

/** Applies a write to a document as it is now. Throws ALREADY_EXISTS, NOT_FOUND or FAILED_PRECONDITION when its precondition does not hold. */
export function changeOf(write: Write, before: Document | undefined, time: Timestamp): Change {
  const name = nameOf(write);
  checkPrecondition(write, name, before);
  if (!write.update) return { name, after: undefined };
  const fields = write.updateMask ? merged(write, before) : (write.update.fields ?? {});
  const after = { name, fields, createTime: before?.createTime ?? time, updateTime: time };
  checkDocument(after);
  return { name, after };
}

function checkPrecondition({ currentDocument }: Write, name: string, before: Document | undefined): void {
  const path = name.slice(name.indexOf("/documents/") + "/documents/".length);
  if (currentDocument?.exists === false && before) {
    throw new GoogleError("ALREADY_EXISTS", `Document already exists: ${name}`);
  }
  if (currentDocument?.exists === true && !before)
    throw new GoogleError("NOT_FOUND", `No document to update: ${name}`);
  const expected = currentDocument?.updateTime;
  if (!expected) return;
  if (!before) throw new GoogleError("NOT_FOUND", `No document to update: ${name}`);
  if (compareTimestamps(before.updateTime ?? {}, expected) !== 0) {
    throw new GoogleError(
      "FAILED_PRECONDITION",
      `The stored version of ${path} does not match the required base version.`,
    );
  }
}

function merged(
  { update, updateMask }: Write,
  before: Document | undefined,
): NonNullable<Document["fields"]> {
  let fields = before?.fields ?? {};
  for (const path of updateMask?.fieldPaths ?? []) {
    fields = withValue(fields, parseFieldPath(path), update && valueAt(update, path));
  }
  return fields;
}
