import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import type { CostModel } from "../model/cost-model.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { demandsOf, numbersMeeting } from "../search/demand.ts";
import { exactTotalsOf } from "../search/optimum.ts";
import type { BruteForce } from "./brute-force.ts";
import { PATHS } from "./brute-force.ts";
import { optimumApart, rankingApart, totalsApart } from "./compare.ts";
import { keeps, randomConstraints } from "./random-constraints.ts";
import { randomFrom } from "./random.ts";
import type { Random } from "./random.ts";

/** The day of the shipped prices, in milliseconds since 1970. */
export const NOW = Date.parse("2026-07-17T18:00:00Z");

/** A model and the way to compare it with a brute force. */
export interface Contestant {
  readonly model: CostModel;
  /** Makes a scenario that the model takes. */
  givenOf(random: Random): unknown;
  /** Compares all totals, the optimum and the ranking for the scenario of a seed; tells every difference. */
  contest(seed: number): readonly string[];
}

/** What placements are allowed by the product and by the brute force, which must be the same. */
function demanded(random: Random): { allowed: readonly number[]; found: string[] } {
  const constraints = randomConstraints(random);
  const allowed = numbersMeeting(demandsOf(constraints, SHIPPED_CATALOGUE));
  const expected = PATHS.flatMap((path, number) => (keeps(path, constraints) ? [number] : []));
  const same = allowed.length === expected.length && allowed.every((number, at) => number === expected[at]);
  return { allowed, found: same ? [] : [`other placements meet ${JSON.stringify(constraints)}`] };
}

/** Prepares the comparison of a model with a brute force for its random scenarios, with the shipped prices. */
export function contestantOf<Given>(
  model: CostModel,
  givenOf: (random: Random) => Given,
  bruteForce: BruteForce<Given>,
): Contestant {
  const context = { catalogue: SHIPPED_CATALOGUE, now: NOW };
  const pricer = createPricer(model, context);
  const contest = (seed: number): readonly string[] => {
    const random = randomFrom(seed);
    const given = givenOf(random);
    const { allowed, found } = demanded(random);
    const reading = model.read(given, context);
    if ("refusal" in reading) return [`the scenario is refused: ${JSON.stringify(reading.refusal)}`];
    const outcome = pricer.price(reading.scenario);
    const expected = bruteForce(given);
    if ("refusal" in outcome || "refusal" in expected) {
      const got = "refusal" in outcome ? outcome.refusal.code : "no refusal";
      const want = "refusal" in expected ? expected.refusal : "no refusal";
      return got === want ? found : [...found, `${want} was expected, not ${got}`];
    }
    const { pricing } = outcome;
    const { totals } = pricing;
    const compared = { totals, exactTotals: exactTotalsOf(pricing), expected: expected.totals, allowed };
    return [
      ...found,
      ...totalsApart(totals, expected.totals),
      ...optimumApart(compared),
      ...rankingApart(compared),
    ];
  };
  return { model, givenOf, contest };
}
