import { CLOUDS, MODEL_NAMES, SLOTS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, PriceRow } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { NOW } from "../differential/contest.ts";
import { CONTESTANTS } from "../differential/contestants.ts";
import { randomConstraints } from "../differential/random-constraints.ts";
import { randomFrom } from "../differential/random.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { EVERY_PLACEMENT, numberOfPlacement, placementWith } from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { slackOf } from "../pricing/pricing.ts";
import { constraintCosts } from "./constraint-costs.ts";
import { pricingOf, smallCatalogue, smallModel } from "./fixtures/small-model.ts";
import type { SmallPrices } from "./fixtures/small-model.ts";
import { prepare } from "./prepare.ts";

const CONTEXT = { catalogue: SHIPPED_CATALOGUE, now: NOW };
const ROUNDS = 40;
const SEEDS = Array.from({ length: ROUNDS }, (_, seed) => seed);

/** By a power of two, so that a double keeps every digit of a price. */
const dearer = (row: PriceRow): PriceRow => ({
  ...row,
  tiers: row.tiers.map((tier) => ({ ...tier, price: tier.price * 4 })),
});

test.each(MODEL_NAMES)(
  "%s: a relaxed constraint never costs more, and the order of constraints does not matter",
  (name) => {
    const { model, givenOf } = CONTESTANTS[name]();
    let compared = 0;
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const constraints = randomConstraints(random);
      const request = { model: name, given: givenOf(random), ...CONTEXT, constraints };
      const prepared = prepare(model, request);
      if ("refusal" in prepared || prepared.study.demands.length === 0) continue;
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
      expect(prepare(model, { ...request, constraints: turnedRound })).toMatchObject({ best: prepared.best });
    }
    expect(compared).toBeGreaterThan(5);
  },
);

/** The paper's artifact rounds what DynamoDB stores up to whole dollars. */
const WITHOUT_ROUNDING = MODEL_NAMES.filter((name) => name !== "paper-2025");

test.each(WITHOUT_ROUNDING)("%s: scaling all prices scales every total", (name) => {
  const { model, givenOf } = CONTESTANTS[name]();
  const rows = model.rows(SHIPPED_CATALOGUE);
  const [once, fourTimes] = [
    createPricer(model, CONTEXT, rows),
    createPricer(model, CONTEXT, rows.map(dearer)),
  ];
  let compared = 0;
  for (const seed of SEEDS) {
    const reading = model.read(givenOf(randomFrom(seed)), CONTEXT);
    if ("refusal" in reading) continue;
    const totalsBy = (pricer: Pricer): Float64Array | undefined => {
      const outcome = pricer.price(reading.scenario);
      return "pricing" in outcome ? outcome.pricing.totals : undefined;
    };
    const totals = totalsBy(once);
    const quadrupled = totalsBy(fourTimes);
    const off = EVERY_PLACEMENT.filter((_, number) => {
      const [total, scaled] = [totals?.[number] ?? Number.NaN, quadrupled?.[number] ?? Number.NaN];
      if (Number.isNaN(total)) return !Number.isNaN(scaled);
      return !(Math.abs(scaled - 4 * total) <= 8 * slackOf(total));
    });
    expect(off, `seed ${seed}`).toEqual([]);
    if (totals) compared++;
  }
  expect(compared).toBeGreaterThan(ROUNDS / 2);
});

test("clouds are alike: when they exchange their prices, placements exchange their totals", () => {
  const random = randomFrom(0);
  const price = (): number => random.magnitude(0.1, 10);
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
