import { afterEach, expect, test, vi } from "vitest";
import { isSet, read, readAll } from "./env.ts";

afterEach(() => vi.unstubAllEnvs());

test("all that is missing is named at once, an empty one with it", () => {
  vi.stubEnv("COSMOS_ENDPOINT", "https://a");
  vi.stubEnv("COSMOS_DATABASE", "");
  vi.stubEnv("COSMOS_CONTAINER", undefined);
  expect(() => readAll("COSMOS_ENDPOINT", "COSMOS_DATABASE", "COSMOS_CONTAINER")).toThrow(
    "COSMOS_DATABASE, COSMOS_CONTAINER",
  );
  expect([isSet("COSMOS_ENDPOINT"), isSet("COSMOS_DATABASE")]).toEqual([true, false]);
});

test("what is set is given", () => {
  vi.stubEnv("PROCESSOR_HOP_URL", "https://q/processor");
  expect(read("PROCESSOR_HOP_URL")).toBe("https://q/processor");
});
