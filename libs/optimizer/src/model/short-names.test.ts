import { expect, test } from "vitest";
import { namedTwice, renamed } from "./short-names.ts";

const OWN = ["numberOfDevices", "hotStorageDurationInMonths"];

test("a short name is read as the long one of the schema, and found again where it was given", () => {
  const { fields, givenPath } = renamed({ n: 5, hotStorageDurationInMonths: 1, other: 2 }, OWN);
  expect(fields).toEqual({ numberOfDevices: 5, hotStorageDurationInMonths: 1, other: 2 });
  expect(["$.numberOfDevices", "$.hotStorageDurationInMonths", "$", "$.x"].map(givenPath)).toEqual([
    "$.n",
    "$.hotStorageDurationInMonths",
    "$",
    "$.x",
  ]);
});

test("a long name that is given, or that the schema does not have, leaves the short one alone", () => {
  const given = { n: 5, numberOfDevices: 6, kb: 1 };
  expect(renamed(given, OWN).fields).toEqual(given);
  expect(renamed(given, OWN).givenPath("$.numberOfDevices")).toBe("$.numberOfDevices");
});

test("both names at once are found", () => {
  expect(namedTwice({ n: 5, kb: 1, numberOfDevices: 6 })).toEqual([
    {
      path: "$.numberOfDevices",
      found: "numberOfDevices besides n",
      expected: "one of the two: both mean numberOfDevices",
    },
  ]);
});
