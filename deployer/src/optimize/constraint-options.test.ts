import { describe, expect, test } from "vitest";
import { placedIn, readConstraints } from "./constraint-options.ts";

describe("slot=cloud", () => {
  test.each(["l4", "l4=", "=azure", "l9=aws", "l4=ibm", "l4=aws=gcp", ""])("%j is not understood", (text) => {
    expect(placedIn(text)).toBeUndefined();
  });

  test("is read in every spelling", () => {
    expect(placedIn("l3_cold=google")).toEqual({ slot: "l3-cold", cloud: "gcp" });
    expect(placedIn("L3-HOT=AWS")).toEqual({ slot: "l3-hot", cloud: "aws" });
  });
});

describe("what is refused", () => {
  test("everything that is not understood, at once", () => {
    const given = { pin: ["l9=aws"], forbid: ["l4"], require: ["moon"], maxClouds: "0", budget: "much" };
    expect(readConstraints(given)).toEqual({
      refusal: {
        code: "CONSTRAINTS_INVALID",
        findings: [
          expect.objectContaining({ path: "--pin l9=aws", found: '"l9=aws"' }),
          expect.objectContaining({ path: "--forbid l4", expected: expect.stringMatching(/^slot=cloud/) }),
          { path: "--require moon", found: '"moon"', expected: "one of 3d-scene, mqtt-devices" },
          { path: "--max-clouds 0", found: '"0"', expected: "a whole number from 1 on" },
          { path: "--budget much", found: '"much"', expected: "an amount a month, a number from 0 on" },
        ],
      },
    });
  });

  test.each(["-1", "1.5", "1e1", "", "two"])("%j clouds", (maxClouds) => {
    expect(readConstraints({ maxClouds })).toHaveProperty("refusal.findings.length", 1);
  });

  test.each(["-1", "", " ", "NaN", "1e400", "12 EUR"])("a budget of %j", (budget) => {
    expect(readConstraints({ budget })).toHaveProperty("refusal.findings.length", 1);
  });

  test("a slot that is pinned to two clouds, though not one that is pinned to the same cloud twice", () => {
    expect(readConstraints({ pin: ["l4=azure", "l4=aws"] })).toHaveProperty("refusal.findings", [
      {
        path: "--pin l4=aws",
        found: "--pin l4=azure as well",
        expected: "a slot that is pinned to one cloud",
      },
    ]);
    expect(readConstraints({ pin: ["l4=azure", "l4=azure"] })).toHaveProperty("constraints.pin", {
      l4: "azure",
    });
  });
});

test("what is given is read, and what is not given is not there", () => {
  expect(readConstraints({})).toEqual({
    constraints: { pin: {}, forbid: [], residency: [], require: [] },
  });
  const given = {
    forbid: ["l1=google"],
    residency: ["EU"],
    require: ["3d-scene"],
    maxClouds: "2",
    budget: "0",
  };
  expect(readConstraints(given)).toEqual({
    constraints: {
      pin: {},
      forbid: [{ slot: "l1", cloud: "gcp" }],
      residency: ["EU"],
      require: ["3d-scene"],
      maxClouds: 2,
      budget: 0,
    },
  });
});
