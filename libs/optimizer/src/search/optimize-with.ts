import type { CostModel } from "../model/cost-model.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { placementOfNumber } from "../pricing/placement.ts";
import { breakEvens } from "./break-even.ts";
import { constraintCosts } from "./constraint-costs.ts";
import { prepare } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import { pricesRead } from "./prices-read.ts";
import { oldPriceWarnings, pricesUsed } from "./prices-used.ts";
import { proofOf } from "./proof.ts";
import { countPassing, ranking } from "./ranking.ts";
import type { OptimizeOutcome, OptimizeRequest } from "./request.ts";
import type { OptimizeResult } from "./result.ts";
import { billDocument } from "./result-document.ts";
import { sensitivities } from "./sensitivity.ts";
import type { Study } from "./study.ts";
import { limitWarnings, pinWarnings, placementWarnings, suspicionWarnings } from "./warnings.ts";

/** All admissible placements in exact order; a budget cuts the dear end off. */
function rankedIn({ pricing, allowed, exactTotals, budget }: Study): number[] {
  const ranked = ranking(pricing.totals, allowed, exactTotals);
  if (!budget) return ranked;
  return ranked.slice(
    0,
    countPassing(ranked, (number) => budget.affords(exactTotals.of(number))),
  );
}

function overrideWarnings({ study, best, chosen, request }: Prepared): string[] {
  return [
    ...pinWarnings(study, best, request.constraints),
    ...(request.placement ? placementWarnings(study, best, placementOfNumber(chosen)) : []),
  ];
}

/** What a request comes to, as a document. */
export function resultOf(prepared: Prepared): OptimizeResult {
  const { study, best, chosen, pricer, rows, scenario, context } = prepared;
  const { pricing } = study;
  const ranked = rankedIn(study);
  const read = pricesRead(pricing, pricing.statement(placementOfNumber(chosen)));
  const source = { model: pricer.model, rows, ...context };
  const pricerWith = (changed: typeof rows) => createPricer(pricer.model, context, changed);
  const proof = proofOf(study, ranked, best);
  return {
    ...billDocument(study, placementOfNumber(chosen), ranked),
    warnings: [
      ...prepared.warnings,
      ...limitWarnings(pricing, placementOfNumber(chosen)),
      ...overrideWarnings(prepared),
      ...oldPriceWarnings(source),
      ...suspicionWarnings(read),
    ],
    proof,
    constraints: constraintCosts(study, best),
    break_evens: breakEvens(pricer, { scenario, allowed: study.allowed }),
    sensitivity: sensitivities({ study, rows, pricerWith, winner: best.number, chosen }, read),
    prices: pricesUsed(source),
  };
}

/** Finds the cheapest placement of a scenario with a cost model and explains it, or says why there is none. */
export function optimizeWith(model: CostModel, request: OptimizeRequest): OptimizeOutcome {
  const prepared = prepare(model, request);
  return "refusal" in prepared ? prepared : { result: resultOf(prepared) };
}
