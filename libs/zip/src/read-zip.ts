import { crc32, inflateRawSync } from "node:zlib";
import { readCentralDirectory } from "./central-directory.ts";
import type { CentralEntry } from "./central-directory.ts";
import { DEFLATED, LOCAL_HEADER, LOCAL_HEADER_BYTES, STORED, ZipError } from "./format.ts";

function dataOf(zip: Buffer, entry: CentralEntry): Buffer {
  const { offset, name } = entry;
  if (offset + LOCAL_HEADER_BYTES > zip.length || zip.readUInt32LE(offset) !== LOCAL_HEADER) {
    throw new ZipError(`broken zip archive: ${name} has no header at byte ${offset}`);
  }
  const start = offset + LOCAL_HEADER_BYTES + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  return zip.subarray(start, start + entry.compressedBytes);
}

function inflated(entry: CentralEntry, data: Buffer): Buffer {
  if (entry.method === STORED) return data;
  if (entry.method !== DEFLATED)
    throw new ZipError(`${entry.name} is compressed with unknown method ${entry.method}`);
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(entry.bytes, 1) });
  } catch (error) {
    throw new ZipError(`broken zip archive: ${entry.name} cannot be inflated`, { cause: error });
  }
}

function checkedContent(zip: Buffer, entry: CentralEntry): Buffer {
  const content = inflated(entry, dataOf(zip, entry));
  if (content.length !== entry.bytes || crc32(content) !== entry.crc) {
    throw new ZipError(`broken zip archive: the content of ${entry.name} does not match its checksum`);
  }
  return content;
}

/**
 * Reads the files of an archive; folders are left out. Throws ZipError for a broken archive, a path listed twice, or a
 * path that would leave the folder into which it is unpacked.
 */
export function readZip(zip: Uint8Array): Map<string, Buffer> {
  const archive = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const files = new Map<string, Buffer>();
  for (const entry of readCentralDirectory(archive).entries) {
    if (entry.name.endsWith("/")) continue;
    const leaves = entry.name.startsWith("/") || entry.name.split(/[/\\]/).includes("..");
    if (leaves) throw new ZipError(`the archive holds ${entry.name}, which would leave its folder`);
    if (files.has(entry.name)) throw new ZipError(`the archive lists ${entry.name} twice`);
    files.set(entry.name, checkedContent(archive, entry));
  }
  return files;
}
