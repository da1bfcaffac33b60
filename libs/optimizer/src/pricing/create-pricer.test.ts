import { describe, expect, test } from "vitest";
import { SLOTS } from "@twin2multicloud/model";
import type { PriceRow, Providers } from "@twin2multicloud/model";
import { catalogueOf } from "../catalogue/fixtures/catalogues.ts";
import { doubleOf, exact, sumOf } from "../exact.ts";
import type { Charge, CostModel, Exclusion, ModelContext } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { times } from "../sheet/expression.ts";
import { cell } from "../sheet/sheet.ts";
import { createPricer } from "./create-pricer.ts";
import { nameOfPlacement, numberOfPlacement, placementOfNumber, PLACEMENTS } from "./placement.ts";
import type { Pricing } from "./pricing.ts";
import { slackOf } from "./pricing.ts";

const row = (meter: string, tiers: PriceRow["tiers"], free: number): PriceRow => ({
  meter,
  per: "GB",
  tiers,
  free: { quantity: free, scope: "account" },
  as_of: "2026-07-17T00:00:00Z",
  source: "test",
  provenance: "curated",
});

const ROWS = [
  row(
    "egress",
    [
      { up_to: 50, price: 0.3 },
      { up_to: null, price: 0.1 },
    ],
    7,
  ),
];

const text = { unit: "GB", about: "a test", source: "test" };

/** Every slot costs something of its own, and all that leaves a cloud shares one allowance. */
function modelOf(
  sharing: CostModel["sharing"],
  exclusions: Exclusion[] = [],
  ties: CostModel["ties"] = [],
): CostModel {
  const charges = (placement: Providers): Charge[] =>
    SLOTS.flatMap((slot, index): Charge[] => {
      const cloud = placement[slot];
      const layer: Charge = {
        cloud,
        place: { kind: "layer", slot, component: "service" },
        amount: `${cloud}.slot`,
      };
      const next = SLOTS[index + 1];
      if (next === undefined || placement[next] === cloud) return [layer];
      const place = { kind: "edge", edge: "l1_l2", part: "egress", component: slot } as const;
      return [layer, { cloud, place, meter: "egress", quantity: "bytes", pool: "egress" }];
    });
  return {
    name: "deployed",
    about: "a test",
    clouds: ["aws", "azure", "gcp"],
    ties,
    sheet: {
      inputs: [{ name: "devices", unit: "device", about: "a test" }],
      cells: [
        cell("aws.slot", times("devices", 0.11), text),
        cell("azure.slot", times("devices", 0.1), text),
        cell("gcp.slot", times("devices", 0.13), text),
        cell("bytes", times("devices", 0.7), text),
      ],
    },
    switches: [],
    edges: ["l1_l2"],
    turnable: { devices: "devices" },
    sharing,
    totalPlaces: 2,
    rows: () => ROWS,
    read: () => ({ refusal: { code: "SCENARIO_INVALID", findings: [] } }),
    limits: () => ({ exclusions, warnings: [] }),
    charges,
  };
}

const LEAVING_AWS_TWICE: Providers = {
  l1: "aws",
  l2: "azure",
  "l3-hot": "aws",
  "l3-cold": "gcp",
  "l3-archive": "gcp",
  l4: "gcp",
  l5: "gcp",
};

const CONTEXT: ModelContext = { catalogue: catalogueOf(), now: 0 };

const scenario = (devices: number): Scenario => ({
  currency: "USD",
  inputs: { devices: exact(devices) },
  flags: {},
  given: {},
});

function priced(model: CostModel, devices = 37): Pricing {
  const outcome = createPricer(model, CONTEXT).price(scenario(devices));
  if ("refusal" in outcome) throw new Error("refused");
  return outcome.pricing;
}

describe("placements", () => {
  test("numbers and names sort alike, and every number comes back", () => {
    const names = Array.from({ length: PLACEMENTS }, (_, number) =>
      nameOfPlacement(placementOfNumber(number)),
    );
    expect([...names].sort()).toEqual(names);
    expect(names.every((_, number) => numberOfPlacement(placementOfNumber(number)) === number)).toBe(true);
    expect(new Set(names).size).toBe(2187);
  });
});

describe("a pricer", () => {
  test.each([1, 3, 37, 100, 12_345])(
    "tells every total of %d devices within the slack of the exact one",
    (devices) => {
      const pricing = priced(modelOf("by-quantity"), devices);
      for (let number = 0; number < PLACEMENTS; number++) {
        const total = pricing.totals[number] ?? Number.NaN;
        const exactly = doubleOf(pricing.exactTotal(placementOfNumber(number)));
        expect(Math.abs(total - exactly)).toBeLessThan(slackOf(exactly));
      }
    },
  );

  test.each(["in-order", "by-quantity"] as const)(
    "shares out %s what a pool costs, to the last fraction",
    (sharing) => {
      const pricing = priced(modelOf(sharing));
      const placement = placementOfNumber(1234);
      const { lines, total } = pricing.statement(placement);
      expect(total.equals(pricing.exactTotal(placement))).toBe(true);
      expect(sumOf(lines.map(({ amount }) => amount)).equals(total)).toBe(true);
    },
  );

  test("in order, the first through the bands has the free quantity to itself", () => {
    const placement = LEAVING_AWS_TWICE;
    const amounts = (sharing: CostModel["sharing"]): string[] =>
      priced(modelOf(sharing))
        .statement(placement)
        .lines.flatMap(({ cloud, metered, amount }) =>
          metered && cloud === "aws" ? [amount.toString()] : [],
        );
    // 25.9 GB each: 18.9 at 0.3, then 24.1 at 0.3 and 1.8 at 0.1.
    expect(amounts("in-order")).toEqual(["5.67", "7.41"]);
    expect(amounts("by-quantity")).toEqual(["6.54", "6.54"]);
  });

  test("what is free for each resource is free for each charge", () => {
    const rows = ROWS.map((old) => ({ ...old, free: { quantity: 7, scope: "resource" as const } }));
    const outcome = createPricer(modelOf("by-quantity"), CONTEXT, rows).price(scenario(37));
    if ("refusal" in outcome) throw new Error("refused");
    const { pricing } = outcome;
    const placement = LEAVING_AWS_TWICE;
    // Twice 25.9 GB, of which 7 are free: twice 18.9 at 0.3.
    const egress = pricing
      .statement(placement)
      .lines.flatMap(({ cloud, metered, amount }) => (metered && cloud === "aws" ? [amount.toString()] : []));
    expect(egress).toEqual(["5.67", "5.67"]);
    const exactly = doubleOf(pricing.exactTotal(placement));
    expect(pricing.totals[numberOfPlacement(placement)]).toBeCloseTo(exactly, 9);
    expect(doubleOf(pricing.statement(placement).total)).toBeCloseTo(exactly, 12);
  });

  test("an excluded slot and a broken tie have no total", () => {
    const out: Exclusion = { cloud: "gcp", slot: "l4", code: "UNSUPPORTED", reason: "a test" };
    const { totals } = priced(modelOf("in-order", [out], [["l2", "l3-hot"]]));
    const admissible = [...totals].filter((total) => !Number.isNaN(total)).length;
    expect(admissible).toBe(3 ** 5 * 2);
    expect(totals[numberOfPlacement({ ...placementOfNumber(0), l4: "gcp" })]).toBeNaN();
    expect(totals[numberOfPlacement({ ...placementOfNumber(0), l2: "gcp" })]).toBeNaN();
  });

  test("a refusal stops the run", () => {
    const refusal = { code: "SCENARIO_INVALID", findings: [] } as const;
    const model = { ...modelOf("in-order"), limits: () => ({ exclusions: [], warnings: [], refusal }) };
    expect(createPricer(model, CONTEXT).price(scenario(1))).toEqual({ refusal });
  });

  test("other rows make other prices", () => {
    const dearer = ROWS.map((old) => ({
      ...old,
      tiers: old.tiers.map((tier) => ({ ...tier, price: tier.price * 2 })),
    }));
    const outcome = createPricer(modelOf("in-order"), CONTEXT, dearer).price(scenario(37));
    if ("refusal" in outcome) throw new Error("refused");
    const placement = placementOfNumber(5);
    const egress = (pricing: Pricing): number =>
      doubleOf(
        sumOf(pricing.statement(placement).lines.flatMap(({ metered, amount }) => (metered ? [amount] : []))),
      );
    expect(egress(outcome.pricing)).toBeCloseTo(2 * egress(priced(modelOf("in-order"))), 12);
  });

  test("a number is explained down to what was given", () => {
    const explanation = priced(modelOf("in-order")).explain("bytes");
    expect(explanation).toMatchObject({ unit: "GB", formula: { text: "devices × 0.7" } });
    expect(explanation.value.toString()).toBe("25.9");
    expect(explanation.reads.map(({ name, formula }) => [name, formula])).toEqual([["devices", undefined]]);
    expect(() => priced(modelOf("in-order")).explain("nonsense")).toThrow('"nonsense"');
  });
});
