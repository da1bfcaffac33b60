import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, PriceRow } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { exact } from "../exact.ts";
import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { DEPLOYED } from "../models/deployed/deployed.ts";
import { PAPER_2025 } from "../models/paper-2025/paper-2025.ts";
import { NOW, observedPlan } from "../models/twin2clouds-v2/fixtures/priced.ts";
import { twin2cloudsV2 } from "../models/twin2clouds-v2/twin2clouds-v2.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { EVERY_PLACEMENT, nameOfPlacement, numberOfPlacement, placementWith } from "../pricing/placement.ts";
import { slackOf } from "../pricing/pricing.ts";
import type { Constraints } from "./constraints.ts";
import { constraintCosts } from "./constraint-costs.ts";
import { pricingOf, smallCatalogue, smallModel } from "./fixtures/small-model.ts";
import type { SmallPrices } from "./fixtures/small-model.ts";
import { prepare } from "./prepare.ts";
import { TURNED, turnedTo } from "./turning.ts";
import type { Turned } from "./turning.ts";

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(20260720);
const between = (low: number, high: number): number => low * (high / low) ** next();
const digits = (value: number): number => Number(value.toPrecision(4));
const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)];

function scenarioFields(): Record<string, unknown> {
  const hot = Math.ceil(between(1, 6));
  const cool = hot + Math.floor(between(1, 12));
  return {
    numberOfDevices: Math.ceil(between(1, 50_000)),
    deviceSendingIntervalInMinutes: digits(between(0.05, 60)),
    averageSizeOfMessageInKb: digits(between(0.05, 30)),
    hotStorageDurationInMonths: hot,
    coolStorageDurationInMonths: cool,
    archiveStorageDurationInMonths: cool + Math.ceil(between(6, 36)),
    needs3DModel: false,
    entityCount: Math.floor(between(1, 3000)),
    amountOfActiveEditors: Math.floor(between(1, 50)),
    amountOfActiveViewers: Math.floor(between(1, 100)),
    dashboardRefreshesPerHour: Math.ceil(between(1, 120)),
    dashboardActiveHoursPerDay: Math.ceil(between(1, 24)),
  };
}

const PREDECESSOR = {
  calculationRunId: "018f0f5e-7b5e-7b2d-9f0b-7f66c2a88a01",
  currency: "USD",
  providerPricingContexts: observedPlan(),
};

const MODELS: readonly (readonly [CostModel, () => Record<string, unknown>])[] = [
  [DEPLOYED, scenarioFields],
  [PAPER_2025, scenarioFields],
  [twin2cloudsV2, () => ({ ...scenarioFields(), ...PREDECESSOR })],
];

const CONTEXT = { catalogue: SHIPPED_CATALOGUE, now: NOW };
const ROUNDS = 25;

function scenarioFor(model: CostModel, given: unknown): Scenario {
  const reading = model.read(given, CONTEXT);
  if ("refusal" in reading) throw new Error(JSON.stringify(reading.refusal));
  return reading.scenario;
}

function totalsOf(
  model: CostModel,
  scenario: Scenario,
  rows?: readonly PriceRow[],
): Float64Array | undefined {
  const outcome = createPricer(model, CONTEXT, rows).price(scenario);
  return "pricing" in outcome ? outcome.pricing.totals : undefined;
}

const scaled = (row: PriceRow, factor: number): PriceRow => ({
  ...row,
  tiers: row.tiers.map((tier) => ({ ...tier, price: tier.price * factor })),
});

/** The paper's artifact takes 25 GB off for every hot month, so that longer storage of little data costs less. */
const isKnownToFall = ({ name }: CostModel, turned: Turned): boolean =>
  name === "paper-2025" && turned === "hot";

function randomConstraints(clouds: readonly Cloud[]): Constraints {
  const pin = Object.fromEntries(
    SLOTS.filter(() => next() < 0.2).map((slot) => [slot, pick(clouds) ?? "aws"]),
  );
  const forbid = SLOTS.filter((slot) => !(slot in pin) && next() < 0.2).map((slot) => ({
    slot,
    cloud: pick(clouds) ?? "aws",
  }));
  return {
    pin,
    forbid,
    residency: next() < 0.3 ? ["EU", "BE"] : [],
    require: next() < 0.3 ? ["mqtt-devices"] : [],
    ...(next() < 0.5 && { maxClouds: 1 + Math.floor(next() * 3) }),
  };
}

/** A scenario with one of its numbers turned so that there is more to do; undefined where the model does not take it. */
function moreOf(turned: Turned, model: CostModel, scenario: Scenario): Scenario | undefined {
  const input = model.turnable[turned];
  const value = input === undefined ? undefined : scenario.inputs[input];
  if (input === undefined || value === undefined || isKnownToFall(model, turned)) return undefined;
  const more = turnedTo(scenario, input, value.mul(exact(turned === "interval" ? "0.5" : 3)));
  return model.accepts?.(more) === false ? undefined : more;
}

/** What became cheaper by more than floating point explains. */
function fallenTotals(before: Float64Array, after: Float64Array): string[] {
  return EVERY_PLACEMENT.flatMap((placement, number) => {
    const [total, grown] = [before[number] ?? Number.NaN, after[number] ?? Number.NaN];
    return grown < total - 2 * slackOf(total) ? [`${nameOfPlacement(placement)}: ${total} > ${grown}`] : [];
  });
}

describe.each(MODELS.map(([model, given]) => [model.name, model, given] as const))(
  "%s",
  (_, model, given) => {
    test("no placement becomes cheaper when a volume grows", () => {
      const compared = new Set<Turned>();
      for (let round = 0; round < ROUNDS; round++) {
        const scenario = scenarioFor(model, given());
        const before = totalsOf(model, scenario);
        for (const turned of TURNED) {
          const more = moreOf(turned, model, scenario);
          const after = more && totalsOf(model, more);
          if (!before || !after) continue;
          compared.add(turned);
          const fallen = fallenTotals(before, after);
          expect(fallen, `${turned} of ${JSON.stringify(scenario.given)}`).toEqual([]);
        }
      }
      expect(compared.size).toBeGreaterThanOrEqual(TURNED.length - 1);
    });

    test("a relaxed constraint never costs more, and the order of constraints does not matter", () => {
      let compared = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const constraints = randomConstraints(model.clouds);
        const request = { model: model.name, given: given(), ...CONTEXT, constraints };
        const prepared = prepare(model, request);
        if ("refusal" in prepared) continue;
        for (const { costs } of constraintCosts(prepared.study, prepared.best)) {
          expect.soft(costs).toBeGreaterThanOrEqual(0);
          compared++;
        }
        const turnedRound = {
          ...constraints,
          forbid: constraints.forbid.toReversed(),
          residency: constraints.residency.toReversed(),
          pin: Object.fromEntries(Object.entries(constraints.pin).toReversed()),
        };
        expect(prepare(model, { ...request, constraints: turnedRound })).toMatchObject({
          best: prepared.best,
        });
      }
      expect(compared).toBeGreaterThan(ROUNDS / 2);
    });
  },
);

test.each(
  MODELS.filter(([{ name }]) => name !== "paper-2025").map(
    ([model, given]) => [model.name, model, given] as const,
  ),
)("%s: scaling all prices scales every total", (_, model, given) => {
  const rows = model.rows(SHIPPED_CATALOGUE);
  const dearer = rows.map((row) => scaled(row, 4));
  for (let round = 0; round < ROUNDS; round++) {
    const scenario = scenarioFor(model, given());
    const totals = totalsOf(model, scenario, rows);
    const quadrupled = totalsOf(model, scenario, dearer);
    totals?.forEach((total, number) => {
      const scaledTotal = quadrupled?.[number] ?? Number.NaN;
      if (Number.isNaN(total)) expect.soft(scaledTotal).toBeNaN();
      else if (!(Math.abs(scaledTotal - 4 * total) <= 8 * slackOf(total)))
        expect.soft(scaledTotal, JSON.stringify(scenario.given)).toBe(4 * total);
    });
  }
});

test("clouds are alike: when they exchange their prices, placements exchange their totals", () => {
  const price = (): number => digits(between(0.1, 10));
  const prices = (): SmallPrices => Object.fromEntries([...SLOTS, "egress"].map((slot) => [slot, price()]));
  const [one, two, three] = [prices(), prices(), prices()];
  const first = smallCatalogue({ aws: one, azure: two, gcp: three });
  const second: Catalogue = smallCatalogue({ aws: two, azure: three, gcp: one });
  const renamed: Readonly<Record<Cloud, Cloud>> = { aws: "gcp", azure: "aws", gcp: "azure" };
  const [before, after] = [pricingOf(smallModel(), first, 30), pricingOf(smallModel(), second, 30)];
  for (const [number, placement] of EVERY_PLACEMENT.entries()) {
    const moved = numberOfPlacement(placementWith((slot) => renamed[placement[slot]]));
    expect.soft(after.totals[moved]).toBeCloseTo(before.totals[number] ?? Number.NaN, 9);
  }
  expect(CLOUDS.map((cloud) => renamed[cloud]).sort()).toEqual(CLOUDS);
});
