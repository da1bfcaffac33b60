import { describe, expect, test } from "vitest";
import { money, moneyChange } from "./amounts.ts";
import { cloudNamed, slotNamed } from "./names.ts";
import { breakEvenWords, constraintWords, moveWords } from "./words.ts";

const HERE = "aws|aws|aws|azure|azure|aws|aws";

describe("names that users write", () => {
  test.each(["l9", "", "l3", "l3 hot"])("%j is no slot", (text) => {
    expect(slotNamed(text)).toBeUndefined();
  });

  test.each(["ibm", "", "google cloud"])("%j is no cloud", (text) => {
    expect(cloudNamed(text)).toBeUndefined();
  });

  test("hyphen and underscore are alike, and google is gcp", () => {
    expect([slotNamed("l3-hot"), slotNamed("l3_archive"), slotNamed("L4")]).toEqual([
      "l3-hot",
      "l3-archive",
      "l4",
    ]);
    expect([cloudNamed("google"), cloudNamed("AWS"), cloudNamed("gcp")]).toEqual(["gcp", "aws", "gcp"]);
  });
});

test("slots that move the same way are named together", () => {
  expect(moveWords(HERE, HERE)).toBe("nothing moves");
  expect(moveWords(HERE, "gcp|gcp|gcp|azure|azure|azure|aws")).toBe(
    "l1, l2 and l3-hot move from aws to gcp, l4 moves from aws to azure",
  );
});

test.each([
  ["devices", "from 4,213 devices on"],
  ["interval", "from a sending interval of 4,213 u on"],
  ["size", "from messages of 4,213 u on"],
  ["hot", "from 4,213 u in hot storage on"],
  ["cold", "from 4,213 u in cold storage on"],
  ["archive", "from 4,213 u in the archive on"],
] as const)("a break-even point of %s", (turned, words) => {
  const to = "gcp|aws|aws|azure|azure|aws|aws";
  expect(breakEvenWords({ turned, unit: "u", at: 100, value: 4213, from: HERE, to })).toBe(
    `${words} (the scenario: 100), l1 moves from aws to gcp`,
  );
});

test("what a constraint costs", () => {
  const constraint = "--pin l4=azure";
  const without = "aws|aws|aws|azure|azure|azure|aws";
  expect(constraintWords({ constraint, costs: null, without: null }, HERE)).toContain(
    "nothing is admissible",
  );
  expect(constraintWords({ constraint, costs: 0, without: HERE }, HERE)).toBe(
    `${constraint} costs 0.00 a month`,
  );
  expect(constraintWords({ constraint, costs: 41.2, without }, HERE)).toBe(
    `${constraint} costs 41.20 a month; without it l4 moves from aws to azure`,
  );
});

test("money has two places, or two digits of less than a cent", () => {
  expect([0, 0.004, 0.005, 1234.567, -0.001].map(money)).toEqual([
    "0.00",
    "0.004",
    "0.01",
    "1,234.57",
    "-0.001",
  ]);
  expect([0, 1.5, -2].map(moneyChange)).toEqual(["+0.00", "+1.50", "-2.00"]);
});
