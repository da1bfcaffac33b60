export { environmentFrom } from "./environment.ts";
export type { Environment } from "./environment.ts";
export { readTwinFile } from "./twin-file.ts";
export type { Twin } from "./twin-file.ts";
