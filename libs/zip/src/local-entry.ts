import { constants, crc32, deflateRawSync } from "node:zlib";
import {
  CENTRAL_HEADER,
  CENTRAL_HEADER_BYTES,
  DEFLATED,
  LOCAL_HEADER,
  LOCAL_HEADER_BYTES,
  STORED,
  ZipError,
} from "./format.ts";

const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 0x0800;
/** 1 January 1980, 00:00:00: a fixed date, so that equal content gives equal bytes. */
const FIXED_DATE = 0x0021;
/** A regular file that everybody may read: Lambda refuses to start code that its own user cannot read. */
const READABLE_FILE = 0o100644 * 0x10000;
const MAX_BYTES = 0xfffffffe;

/** One entry as bytes: what stands at its place in the archive, and its line in the central directory. */
export interface EncodedEntry {
  readonly local: Buffer;
  central(offset: number): Buffer;
}

function checkName(name: string): void {
  const unsafe = name === "" || name.startsWith("/") || name.includes("\\") || name.split("/").includes("..");
  if (unsafe) throw new ZipError(`"${name}" is no path inside an archive; give a relative path without ".."`);
}

function compressed(content: Uint8Array): { method: number; data: Uint8Array } {
  const deflated = deflateRawSync(content, { level: constants.Z_BEST_COMPRESSION });
  return deflated.length < content.length
    ? { method: DEFLATED, data: deflated }
    : { method: STORED, data: content };
}

/** Encodes one file; equal name and content always give equal bytes. Throws ZipError for a path that leaves the archive. */
export function encodeEntry(name: string, content: Uint8Array): EncodedEntry {
  checkName(name);
  if (content.length > MAX_BYTES) throw new ZipError(`${name} is larger than 4 GiB`);
  const path = Buffer.from(name, "utf8");
  const { method, data } = compressed(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(FIXED_DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(path.length, 22);
  const signature = Buffer.alloc(LOCAL_HEADER_BYTES - fields.length);
  signature.writeUInt32LE(LOCAL_HEADER);
  return {
    local: Buffer.concat([signature, fields, path, data]),
    central: (offset) => Buffer.concat([centralHeader(fields, offset), path]),
  };
}

function centralHeader(fields: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL_HEADER_BYTES);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(MADE_BY_UNIX, 4);
  fields.copy(header, 6);
  header.writeUInt32LE(READABLE_FILE, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}
