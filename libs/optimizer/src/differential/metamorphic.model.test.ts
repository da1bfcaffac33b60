import { MODEL_NAMES } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { EVERY_PLACEMENT, nameOfPlacement } from "../pricing/placement.ts";
import { slackOf } from "../pricing/pricing.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { exactTotalsOf } from "../search/optimum.ts";
import { ranking } from "../search/ranking.ts";
import { turnedTo } from "../search/turning.ts";
import { totalsApart } from "./compare.ts";
import { NOW } from "./contest.ts";
import { CONTESTANTS } from "./contestants.ts";
import { randomFrom } from "./random.ts";

const CONTEXT = { catalogue: SHIPPED_CATALOGUE, now: NOW };
const ALL = [...EVERY_PLACEMENT.keys()];
const SCENARIOS = 12;

function pricingOf(model: CostModel, scenario: Scenario, rows?: readonly PriceRow[]): Pricing | undefined {
  const outcome = createPricer(model, CONTEXT, rows).price(scenario);
  return "pricing" in outcome ? outcome.pricing : undefined;
}

/** Random scenarios that the model prices, with their seeds and prices. */
function pricedScenarios(name: (typeof MODEL_NAMES)[number]) {
  const { model, givenOf } = CONTESTANTS[name]();
  const seeds = Array.from({ length: SCENARIOS }, (_, seed) => seed);
  return seeds.flatMap((seed) => {
    const reading = model.read(givenOf(randomFrom(seed)), CONTEXT);
    const scenario = "scenario" in reading ? reading.scenario : undefined;
    const pricing = scenario && pricingOf(model, scenario);
    return scenario && pricing ? [{ seed, model, scenario, pricing }] : [];
  });
}

/** The paper's artifact takes 25 GB off for every hot month, so that longer storage of little data costs less. */
const FALLING: readonly string[] = ["paper-2025 hot"];

/** A scenario with one number twice as large; devices that send more often wait half as long. */
function doubled(scenario: Scenario, input: string): Scenario | undefined {
  const value = scenario.inputs[input];
  return value && turnedTo(scenario, input, input === "interval" ? value.div(2n) : value.mul(2n));
}

function fallenTotals(before: Float64Array, after: Float64Array): string[] {
  return EVERY_PLACEMENT.flatMap((placement, number) => {
    const [total, grown] = [before[number] ?? Number.NaN, after[number] ?? Number.NaN];
    return grown < total - 2 * slackOf(total) ? [`${nameOfPlacement(placement)}: ${total} > ${grown}`] : [];
  });
}

describe.each(MODEL_NAMES)("%s", (name) => {
  const scenarios = pricedScenarios(name);

  test("most of the random scenarios are priced", () => {
    expect(scenarios.length).toBeGreaterThan(SCENARIOS / 2);
  });

  test("whatever number of a scenario grows, no placement becomes cheaper", () => {
    const fallen = scenarios.flatMap(({ seed, model, scenario, pricing }) =>
      model.sheet.inputs
        .filter((input) => !FALLING.includes(`${name} ${input.name}`))
        .flatMap((input) => {
          const more = doubled(scenario, input.name);
          const grown = more && pricingOf(model, more);
          const found = grown ? fallenTotals(pricing.totals, grown.totals) : [];
          return found.length > 0 ? [`${input.name}, seed ${seed}: ${found[0]}`] : [];
        }),
    );
    expect(fallen).toEqual([]);
  });

  test("the order of clouds, prices and charges does not matter", () => {
    const { model } = CONTESTANTS[name]();
    const turned: CostModel = {
      ...model,
      clouds: model.clouds.toReversed(),
      charges: (placement, flags) => model.charges(placement, flags).toReversed(),
    };
    const rows = model.rows(SHIPPED_CATALOGUE).toReversed();
    for (const { seed, scenario, pricing } of scenarios) {
      const same = pricingOf(turned, scenario, rows);
      if (!same) throw new Error(`seed ${seed} is refused`);
      expect(totalsApart(same.totals, pricing.totals)).toEqual([]);
      const ranked = (of: Pricing): number[] => ranking(of.totals, ALL, exactTotalsOf(of)).slice(0, 100);
      expect(ranked(same), `seed ${seed}`).toEqual(ranked(pricing));
    }
  });
});
