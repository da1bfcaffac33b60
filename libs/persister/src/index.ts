export { createHotWriter } from "./hot-writer.ts";
export type { HotWriter } from "./hot-writer.ts";
export { createPersister } from "./persister.ts";
export type { Persister } from "./persister.ts";
