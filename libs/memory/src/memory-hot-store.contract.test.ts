import { hotStoreContract } from "@twin2multicloud/contract-tests";
import { describe, test } from "vitest";
import { memoryHotStore } from "./memory-hot-store.ts";

describe("HotStore: memory", () => {
  hotStoreContract(test, () => Promise.resolve(memoryHotStore()));
});
