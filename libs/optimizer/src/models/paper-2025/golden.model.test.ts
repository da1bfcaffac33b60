import { describe, expect, test } from "vitest";
import type { Slot } from "@twin2multicloud/model";
import golden from "../../../golden/paper-2025.json" with { type: "json" };
import type { EdgeId } from "../../model/cost-model.ts";
import { nameOfPlacement } from "../../pricing/placement.ts";
import { awsExcept, edgeCost, slotCost } from "./fixtures/costs.ts";
import { allOn, cheapestFirst, placementOfPath, priced, totalOf } from "./fixtures/priced.ts";

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

const HOPS = [
  { hop: "l1", edge: "l1_l3_hot", from: "l1", to: "l3-hot" },
  { hop: "hc", edge: "l3_hot_l3_cold", from: "l3-hot", to: "l3-cold" },
  { hop: "ca", edge: "l3_cold_l3_archive", from: "l3-cold", to: "l3-archive" },
] as const satisfies readonly { hop: string; edge: EdgeId; from: Slot; to: Slot }[];

const CLOUD_OF = { A: "aws", Z: "azure" } as const;
const LETTERS = ["A", "Z"] as const;
const PAIRS = LETTERS.flatMap((source) => LETTERS.map((target) => [source, target] as const));

const expectClose = (actual: number, wanted: number): void =>
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(TOLERANCE);

describe.each(Object.entries(golden.scenarios))("the artifact's figures for %s", (_name, vector) => {
  const pricing = priced(vector.input);

  test.each(Object.entries(vector.layerCostsUSD))("layer %s", (layer, wanted) => {
    const slot = new Map<string, Slot>(Object.entries(SLOT_OF)).get(layer);
    if (!slot) throw new Error(`no slot for ${layer}`);
    for (const letter of LETTERS) {
      expectClose(slotCost(pricing, slot, CLOUD_OF[letter]).valueOf(), wanted[letter]);
    }
  });

  test.each(HOPS)("transfer $hop between all pairs of clouds", ({ hop, edge, from, to }) => {
    for (const [source, target] of PAIRS) {
      const placement = awsExcept({ [from]: CLOUD_OF[source], [to]: CLOUD_OF[target] });
      expectClose(
        edgeCost(pricing, edge, placement).valueOf(),
        vector.transferCostsUSD[hop][`${source}${target}`],
      );
    }
  });

  test("the single clouds", () => {
    expectClose(totalOf(pricing, allOn("aws")), vector.awsOnly);
    expectClose(totalOf(pricing, allOn("azure")), vector.azureOnly);
  });

  test("the three best placements", () => {
    const best = cheapestFirst(pricing).slice(0, 3);
    expect(best.map(({ placement }) => placement)).toEqual(
      vector.best.map(({ path }) => nameOfPlacement(placementOfPath(path))),
    );
    for (const [rank, { totalUSD }] of vector.best.entries()) {
      expectClose(best[rank]?.total ?? Number.NaN, totalUSD);
    }
  });

  test("64 placements are possible, because processing stands where hot storage stands", () => {
    expect(cheapestFirst(pricing)).toHaveLength(64);
  });
});

test.each([
  ["small", "aws"],
  ["small", "azure"],
  ["medium", "aws"],
  ["medium", "azure"],
  ["large", "aws"],
  ["large", "azure"],
] as const)("Table VIII prints %s on %s within two cents", (name, cloud) => {
  const { input, published } = golden.scenarios[name];
  const total = totalOf(priced(input), allOn(cloud));
  expect(Math.abs(total - published[cloud])).toBeLessThan(0.02);
});
