import type { PriceRow } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { rowsOf } from "../catalogue/price-book.ts";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { DEPLOYED } from "../models/deployed/deployed.ts";
import { contestantOf } from "./contest.ts";
import { CONTESTANTS } from "./contestants.ts";
import { deployedByHand } from "./deployed/brute-force.ts";
import { randomDeployedScenario } from "./deployed/scenario.ts";

const dearer = (row: PriceRow): PriceRow => ({
  ...row,
  tiers: row.tiers.map(({ up_to, price }) => ({ up_to, price: price * (1 + 1e-4) })),
});

test.each(["aws.egress", "azure.iot-hub.s1", "gcp.functions.vcpu-second", "gcp.artifact-registry.storage"])(
  "a brute force with another price of %s, by a ten-thousandth, is noticed",
  (meter) => {
    const rows = rowsOf(SHIPPED_CATALOGUE).map((row) => (row.meter === meter ? dearer(row) : row));
    const { contest } = contestantOf(DEPLOYED, randomDeployedScenario, deployedByHand(rows));
    expect([1, 2, 3].flatMap(contest)).not.toEqual([]);
  },
);

test("a refusal that only one of both gives is noticed", () => {
  const { contest } = contestantOf(DEPLOYED, randomDeployedScenario, () => ({ refusal: "NO" }));
  expect(contest(1)).toContain("NO was expected, not no refusal");
});

test("a scenario that the model does not take is noticed", () => {
  const { contest } = contestantOf(
    DEPLOYED,
    (random) => ({ ...randomDeployedScenario(random), numberOfDevices: 0 }),
    deployedByHand(rowsOf(SHIPPED_CATALOGUE)),
  );
  expect(contest(1)).toEqual([expect.stringContaining("numberOfDevices")]);
});

/** 2,000 scenarios in all; the benchmark compares 100,000. */
describe.each([
  ["deployed", 300],
  ["twin2clouds-v2", 600],
  ["paper-2025", 1100],
] as const)("%s", (name, scenarios) => {
  test(`costs what a brute force finds, in ${scenarios} random scenarios`, () => {
    const { contest } = CONTESTANTS[name]();
    const seeds = Array.from({ length: scenarios }, (_, seed) => seed);
    const apart = seeds
      .map((seed) => ({ seed, found: contest(seed) }))
      .filter(({ found }) => found.length > 0);
    expect(apart.map(({ seed, found }) => `seed ${seed}: ${found.slice(0, 3).join("; ")}`)).toEqual([]);
  });
});
