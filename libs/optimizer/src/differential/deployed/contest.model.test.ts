import { expect, test } from "vitest";
import { CONTESTANTS } from "../contestants.ts";
import { mismatchesOf } from "../mismatches.ts";

/** Of the 2,000 in CI; the benchmark compares 100,000. */
const SCENARIOS = 200;

test(`the model costs what a brute force finds, in ${SCENARIOS} random scenarios`, () => {
  expect(mismatchesOf(CONTESTANTS.deployed(), { first: 0, count: SCENARIOS })).toEqual([]);
});
