export { createProcessing } from "./processing.ts";
export type { Processing, ProcessingDeps } from "./processing.ts";
