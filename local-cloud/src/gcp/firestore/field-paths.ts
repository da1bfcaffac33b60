import { GoogleError } from "../http/google-error.ts";
import type { Document, DocumentMask, Fields, Value } from "./messages.ts";

/** The field path of a document's own name. */
export const NAME_FIELD = "__name__";

const SEGMENT = /(?:`((?:[^`\\]|\\.)+)`|([^.`]+))(\.|$)/y;

/** The segments of a path as a.`b c`.d; throws INVALID_ARGUMENT for what is no path. */
export function parseFieldPath(path: string): readonly string[] {
  const segments: string[] = [];
  SEGMENT.lastIndex = 0;
  for (;;) {
    const match = SEGMENT.exec(path);
    if (!match) throw new GoogleError("INVALID_ARGUMENT", `Invalid property path "${path}".`);
    segments.push(match[1]?.replaceAll(/\\(.)/g, "$1") ?? match[2] ?? "");
    if (match[3] === "") return segments;
  }
}

/** The value at a path, or undefined. */
export function valueAt(document: Document, path: string): Value | undefined {
  if (path === NAME_FIELD) return { referenceValue: document.name };
  const plain = document.fields?.[path];
  if (plain || !/[.`]/.test(path))
    return path.includes(".") ? nested(document.fields, parseFieldPath(path)) : plain;
  return nested(document.fields, parseFieldPath(path));
}

function nested(fields: Fields | undefined, segments: readonly string[]): Value | undefined {
  const [first = "", ...rest] = segments;
  const value = fields?.[first];
  return rest.length === 0 ? value : nested(value?.mapValue?.fields, rest);
}

/** The document with only the fields of the mask; without a mask it is whole. */
export function masked(document: Document, mask: DocumentMask | undefined): Document {
  if (!mask) return document;
  let fields: Fields = {};
  for (const path of mask.fieldPaths ?? []) {
    const value = path === NAME_FIELD ? undefined : valueAt(document, path);
    if (value) fields = withValue(fields, parseFieldPath(path), value);
  }
  return { ...document, fields };
}

/** The fields with one value set, or taken away when it is undefined. */
export function withValue(fields: Fields, segments: readonly string[], value: Value | undefined): Fields {
  const [first = "", ...rest] = segments;
  if (rest.length === 0) {
    const { [first]: _, ...others } = fields;
    return value ? { ...others, [first]: value } : others;
  }
  const inner = fields[first]?.mapValue?.fields ?? {};
  if (!value && !fields[first]) return fields;
  return { ...fields, [first]: { mapValue: { fields: withValue(inner, rest, value) } } };
}
