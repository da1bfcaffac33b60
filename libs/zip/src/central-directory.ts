import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_BYTES,
  END_HEADER,
  END_HEADER_BYTES,
  ZIP64_MARK,
  ZipError,
} from "./format.ts";

/** One line of the central directory; `offset` is where the entry's local header stands. */
export interface CentralEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** Where the central directory of an archive stands, and what it lists. */
export interface CentralDirectory {
  readonly start: number;
  readonly end: number;
  readonly entries: readonly CentralEntry[];
}

function endHeaderAt(zip: Buffer): number {
  for (let at = zip.length - END_HEADER_BYTES; at >= 0; at -= 1) {
    const commentBytes = zip.length - at - END_HEADER_BYTES;
    if (zip.readUInt32LE(at) === END_HEADER && zip.readUInt16LE(at + 20) === commentBytes) return at;
    if (commentBytes > ZIP64_MARK) break;
  }
  throw new ZipError("not a zip archive, or one that was cut off: it has no end header");
}

function entryAt(zip: Buffer, at: number): { entry: CentralEntry; next: number } {
  if (at + CENTRAL_HEADER_BYTES > zip.length || zip.readUInt32LE(at) !== CENTRAL_HEADER) {
    throw new ZipError(`broken zip archive: no directory entry at byte ${at}`);
  }
  const nameBytes = zip.readUInt16LE(at + 28);
  const nameAt = at + CENTRAL_HEADER_BYTES;
  const entry = {
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    compressedBytes: zip.readUInt32LE(at + 20),
    bytes: zip.readUInt32LE(at + 24),
    offset: zip.readUInt32LE(at + 42),
    name: zip.toString("utf8", nameAt, nameAt + nameBytes),
  };
  return { entry, next: nameAt + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32) };
}

/** Reads the central directory. Throws ZipError for what is no zip, is cut off, or needs zip64. */
export function readCentralDirectory(zip: Buffer): CentralDirectory {
  const end = endHeaderAt(zip);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  if (count === ZIP64_MARK) throw new ZipError("zip64 archives are not supported");
  const entries: CentralEntry[] = [];
  let at = start;
  while (entries.length < count) {
    const { entry, next } = entryAt(zip, at);
    entries.push(entry);
    at = next;
  }
  return { start, end, entries };
}

/** The header that ends an archive. Throws ZipError beyond 65,534 entries. */
export function encodeEnd(count: number, directory: { start: number; bytes: number }): Buffer {
  if (count >= ZIP64_MARK) throw new ZipError("an archive holds at most 65,534 files");
  const end = Buffer.alloc(END_HEADER_BYTES);
  end.writeUInt32LE(END_HEADER, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.bytes, 12);
  end.writeUInt32LE(directory.start, 16);
  return end;
}
