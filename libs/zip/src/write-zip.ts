import { encodeEnd } from "./central-directory.ts";
import { encodeEntry } from "./local-entry.ts";

/** The files of an archive by path. */
export type ZipFiles = ReadonlyMap<string, Uint8Array> | Readonly<Record<string, Uint8Array | string>>;

function sortedEntries(files: ZipFiles): [string, Uint8Array][] {
  const entries: Iterable<[string, Uint8Array | string]> =
    files instanceof Map ? files : Object.entries(files);
  return [...entries]
    .map(([name, content]): [string, Uint8Array] => [
      name,
      typeof content === "string" ? Buffer.from(content) : content,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Makes a zip archive whose bytes depend on nothing but paths and contents: sorted, level 9, fixed date. Text is written
 * as UTF-8. Throws ZipError for a path that leaves the archive.
 */
export function writeZip(files: ZipFiles): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of sortedEntries(files)) {
    const entry = encodeEntry(name, content);
    centrals.push(entry.central(offset));
    locals.push(entry.local);
    offset += entry.local.length;
  }
  const directory = Buffer.concat(centrals);
  return Buffer.concat([
    ...locals,
    directory,
    encodeEnd(centrals.length, { start: offset, bytes: directory.length }),
  ]);
}
