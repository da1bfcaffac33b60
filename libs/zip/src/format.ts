/** The parts of the zip format (PKWARE APPNOTE 6.3) that a small archive needs. */
export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_HEADER = 0x06054b50;
export const LOCAL_HEADER_BYTES = 30;
export const CENTRAL_HEADER_BYTES = 46;
export const END_HEADER_BYTES = 22;
/** Content as it is. */
export const STORED = 0;
/** Content compressed with deflate. */
export const DEFLATED = 8;
/** From this number on a field means "look in the zip64 extension", which these small archives do without. */
export const ZIP64_MARK = 0xffff;

/** Says what is wrong with an archive and where. */
export class ZipError extends Error {
  override readonly name = "ZipError";
}
