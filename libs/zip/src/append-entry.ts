import { encodeEnd, readCentralDirectory } from "./central-directory.ts";
import { ZipError } from "./format.ts";
import { encodeEntry } from "./local-entry.ts";

/**
 * Puts one more file into an archive without touching the others' bytes, which is how a code zip is sealed with its twin
 * file. Equal input gives equal bytes. Throws ZipError if the path is taken or the archive is broken.
 */
export function appendEntry(zip: Uint8Array, name: string, content: Uint8Array | string): Buffer {
  const archive = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const directory = readCentralDirectory(archive);
  if (directory.entries.some((entry) => entry.name === name))
    throw new ZipError(`the archive already holds ${name}`);
  const entry = encodeEntry(name, typeof content === "string" ? Buffer.from(content) : content);
  const start = directory.start + entry.local.length;
  const central = Buffer.concat([
    archive.subarray(directory.start, directory.end),
    entry.central(directory.start),
  ]);
  const end = encodeEnd(directory.entries.length + 1, { start, bytes: central.length });
  return Buffer.concat([archive.subarray(0, directory.start), entry.local, central, end]);
}
