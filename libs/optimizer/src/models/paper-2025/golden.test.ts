import { expect, describe, test } from "vitest";
import type { Providers, Slot } from "@twin2multicloud/model";
import golden from "../../../golden/paper-2025.json" with { type: "json" };
import type { EdgeId, Place } from "../../model/cost-model.ts";
import { nameOfPlacement, placementWith } from "../../pricing/placement.ts";
import type { Pricing } from "../../pricing/pricing.ts";
import { allOn, cheapestFirst, placementOfPath, priced, totalOf } from "./fixtures/priced.ts";

const SCENARIOS = Object.entries(golden.scenarios);

/** The artifact adds in floating point, so its last digits are noise. */
const TOLERANCE = 1e-9;

const SLOT_OF = {
  l1: "l1",
  h: "l3-hot",
  c: "l3-cold",
  a: "l3-archive",
  l3: "l2",
  l4: "l4",
  l5: "l5",
} as const;

const EDGE_OF = {
  l1: { edge: "l1_l3_hot", from: "l1", to: "l3-hot" },
  hc: { edge: "l3_hot_l3_cold", from: "l3-hot", to: "l3-cold" },
  ca: { edge: "l3_cold_l3_archive", from: "l3-cold", to: "l3-archive" },
} as const satisfies Record<string, { edge: EdgeId; from: Slot; to: Slot }>;

function costAt(pricing: Pricing, placement: Providers, at: (place: Place) => boolean): number {
  const lines = pricing.statement(placement).lines.filter(({ place }) => at(place));
  return lines.reduce((sum, { amount }) => sum + amount.valueOf(), 0);
}

const close = (actual: number, wanted: number): void =>
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(TOLERANCE);

const letters = ["A", "Z"] as const;
const cloudOf = { A: "aws", Z: "azure" } as const;

describe.each(SCENARIOS)("the artifact's figures for %s", (_name, { input, ...expected }) => {
  const pricing = priced(input);

  test.each(Object.entries(SLOT_OF))("layer %s", (key, slot) => {
    const wanted = Object.entries(expected.layerCostsUSD).find(([layer]) => layer === key)?.[1];
    for (const letter of letters) {
      const cost = costAt(pricing, allOn(cloudOf[letter]), (p) => p.kind === "layer" && p.slot === slot);
      close(cost, wanted?.[letter] ?? Number.NaN);
    }
  });

  test.each(Object.entries(EDGE_OF))("transfer %s", (key, { edge, from, to }) => {
    const wanted = Object.entries(expected.transferCostsUSD).find(([hop]) => hop === key)?.[1];
    for (const source of letters) {
      for (const target of letters) {
        const clouds: Partial<Record<Slot, "aws" | "azure">> = {
          [from]: cloudOf[source],
          [to]: cloudOf[target],
        };
        const placement = placementWith((slot) => clouds[slot] ?? "aws");
        const cost = costAt(pricing, placement, (p) => p.kind === "edge" && p.edge === edge);
        close(cost, wanted?.[`${source}${target}`] ?? Number.NaN);
      }
    }
  });

  test("the single clouds", () => {
    close(totalOf(pricing, allOn("aws")), expected.awsOnly);
    close(totalOf(pricing, allOn("azure")), expected.azureOnly);
  });

  test("the three best placements", () => {
    const best = cheapestFirst(pricing).slice(0, 3);
    expect(best.map(({ placement }) => placement)).toEqual(
      expected.best.map(({ path }) => nameOfPlacement(placementOfPath(path))),
    );
    for (const [rank, { totalUSD }] of expected.best.entries())
      close(best[rank]?.total ?? Number.NaN, totalUSD);
  });

  test("64 placements are possible, because processing stands where hot storage stands", () => {
    expect(cheapestFirst(pricing)).toHaveLength(64);
  });
});

test.each([
  ["small", "aws", 25.23],
  ["small", "azure", 116.88],
  ["medium", "aws", 1704.44],
  ["medium", "azure", 2046.05],
  ["large", "aws", 60156.43],
  ["large", "azure", 59995.54],
] as const)("Table VIII prints %s on %s within two cents", (name, cloud, printed) => {
  const total = totalOf(priced(golden.scenarios[name].input), allOn(cloud));
  expect(Math.abs(total - printed)).toBeLessThan(0.02);
});
