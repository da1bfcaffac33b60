export { freshDevice, itemOf, recordOf, timeOf } from "./fixtures.ts";
export { hotStoreContract } from "./hot-store.contract.ts";
export { nextHopContract } from "./next-hop.contract.ts";
export type { HopUnderTest } from "./next-hop.contract.ts";
export type { RegisterTest } from "./runner.ts";
