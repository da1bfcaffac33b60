import { nextHopContract } from "@twin2multicloud/contract-tests";
import { describe, test } from "vitest";
import { memoryNextHop } from "./memory-next-hop.ts";

describe("NextHop: memory", () => {
  nextHopContract(test, () => {
    const nextHop = memoryNextHop();
    return Promise.resolve({ nextHop, receive: () => Promise.resolve(nextHop.receive()) });
  });
});
