import { describe, expect, test } from "vitest";
import { constraintsOf, placedIn } from "./constraint-options.ts";

const none = { pin: [], forbid: [], residency: [], require: [] } as const;

describe("slot=cloud", () => {
  test.each(["l4", "l4=", "=azure", "l9=aws", "l4=ibm", "l4=aws=gcp", ""])("%j is not understood", (text) => {
    expect(() => placedIn(text)).toThrow("expected slot=cloud with a slot of l1, l2, l3-hot");
  });

  test("is read in every spelling", () => {
    expect(placedIn("l3_cold=google")).toEqual({ slot: "l3-cold", cloud: "gcp" });
    expect(placedIn("L3-HOT=AWS")).toEqual({ slot: "l3-hot", cloud: "aws" });
  });
});

test("a slot that is pinned to two clouds is a mistake, to the same cloud twice is none", () => {
  const azure = { slot: "l4", cloud: "azure" } as const;
  expect(() => constraintsOf({ ...none, pin: [azure, { slot: "l4", cloud: "aws" }] })).toThrow(
    "--pin l4=azure and --pin l4=aws contradict each other",
  );
  expect(constraintsOf({ ...none, pin: [azure, azure] }).pin).toEqual({ l4: "azure" });
});

test("what is not given is not there", () => {
  expect(constraintsOf(none)).toEqual({ pin: {}, forbid: [], residency: [], require: [] });
  expect(constraintsOf({ ...none, maxClouds: 2, budget: 0 })).toMatchObject({ maxClouds: 2, budget: 0 });
});
