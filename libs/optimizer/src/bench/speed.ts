import { MODEL_NAMES } from "@twin2multicloud/model";
import type { ModelName } from "@twin2multicloud/model";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { NOW } from "../differential/contest.ts";
import { CONTESTANTS } from "../differential/contestants.ts";
import { randomFrom } from "../differential/random.ts";
import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { PLACEMENTS } from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { curveOf } from "../search/curve.ts";
import { cheapestOf, exactTotalsOf } from "../search/optimum.ts";
import { optimize } from "../search/optimize.ts";
import { meanOf, percentile, timeOf } from "./figures.ts";
import type { Figure } from "./figures.ts";
import { presets } from "./presets.ts";

const ALL = Array.from({ length: PLACEMENTS }, (_, number) => number);
const CONTEXT = { catalogue: SHIPPED_CATALOGUE, now: NOW };
const WARM_UP = 500;
const SOLVES = 2000;

/** One joint search: all totals, the cheapest placement, and its total exactly. */
function solve(pricer: Pricer, scenario: Scenario): void {
  const outcome = pricer.price(scenario);
  if ("refusal" in outcome) return;
  const exactTotals = exactTotalsOf(outcome.pricing);
  const best = cheapestOf(outcome.pricing.totals, ALL, exactTotals);
  if (best) exactTotals.of(best.number);
}

function scenarioOf(model: CostModel, given: unknown): Scenario[] {
  const reading = model.read(given, CONTEXT);
  return "scenario" in reading ? [reading.scenario] : [];
}

/** How long joint searches of random scenarios take. */
export function solving(name: ModelName): Figure[] {
  const { model, givenOf } = CONTESTANTS[name]();
  const pricer = createPricer(model, CONTEXT);
  const scenarios = Array.from({ length: WARM_UP + SOLVES }, (_, seed) => givenOf(randomFrom(seed)))
    .flatMap((given) => scenarioOf(model, given))
    .filter((scenario) => "pricing" in pricer.price(scenario));
  const times = scenarios.map((scenario) => timeOf(() => solve(pricer, scenario))).slice(WARM_UP);
  const mean = meanOf(times);
  return [
    { name: `${name}: joint searches`, value: 1000 / mean, unit: "solves/s", target: "> 1000" },
    { name: `${name}: one search, mean`, value: mean, unit: "ms", target: "< 1" },
    { name: `${name}: one search, 50th percentile`, value: percentile(times, 0.5), unit: "ms" },
    { name: `${name}: one search, 99th percentile`, value: percentile(times, 0.99), unit: "ms" },
  ];
}

const POINTS = 10_000;

/** How long 10,000 device counts of a preset's curve take. */
export function curves(name: ModelName): Figure[] {
  const { model } = CONTESTANTS[name]();
  const values = Array.from({ length: POINTS }, (_, point) => 1 + 10 * point);
  return presets().flatMap(([preset, given]) =>
    scenarioOf(model, given).map((scenario) => {
      const pricer = createPricer(model, CONTEXT);
      const milliseconds = timeOf(() => {
        curveOf(pricer, scenario, { turned: "devices", values, allowed: ALL, chosen: 0 });
      });
      return {
        name: `${name}: ${POINTS} points of the curve, ${preset}`,
        value: milliseconds,
        unit: "ms",
        target: "< 1000",
      };
    }),
  );
}

/** How long a whole optimization with its explanations takes, preset by preset. */
export function optimizing(): Figure[] {
  const constraints = { pin: {}, forbid: [], residency: [], require: [] };
  return MODEL_NAMES.flatMap((model) =>
    presets().map(([preset, given]) => ({
      name: `${model}: optimize, ${preset}`,
      value: timeOf(() => {
        optimize({ model, given, constraints, ...CONTEXT });
      }),
      unit: "ms",
    })),
  );
}
