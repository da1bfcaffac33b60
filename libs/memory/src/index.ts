export { manualClock } from "./manual-clock.ts";
export type { ManualClock } from "./manual-clock.ts";
export { memoryHotStore } from "./memory-hot-store.ts";
export { memoryLogger } from "./memory-logger.ts";
export type { LoggedLine, MemoryLogger } from "./memory-logger.ts";
export { memoryNextHop } from "./memory-next-hop.ts";
export type { MemoryNextHop } from "./memory-next-hop.ts";
