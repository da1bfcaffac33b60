export { appendEntry } from "./append-entry.ts";
export { ZipError } from "./format.ts";
export { readZip } from "./read-zip.ts";
export { writeZip } from "./write-zip.ts";
export type { ZipFiles } from "./write-zip.ts";
