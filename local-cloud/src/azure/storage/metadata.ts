import type { IncomingHttpHeaders } from "node:http";

const PREFIX = "x-ms-meta-";

/** The metadata that a request sets. */
export function metadataOf(headers: IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice(PREFIX.length), String(value)]));
}

/** Metadata as headers of an answer. */
export function metadataHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`${PREFIX}${name}`, value]));
}
