export { createHotReader } from "./hot-reader.ts";
export type { HotReader, HotReaderDeps, ReaderRequest } from "./hot-reader.ts";
