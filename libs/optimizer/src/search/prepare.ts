import type { PriceRow } from "@twin2multicloud/model";
import type { CostModel, ModelContext } from "../model/cost-model.ts";
import type { Refusal, Scenario } from "../model/scenario.ts";
import { createPricer } from "../pricing/create-pricer.ts";
import { numberOfPlacement } from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { constraintComplaints } from "./constraint-complaints.ts";
import { demandsOf } from "./demand.ts";
import { metersOfModel, missingPrices } from "./model-meters.ts";
import { moneyIn } from "./money.ts";
import { budgetExceeded, nothingAdmissible, placementComplaints } from "./no-placement.ts";
import { cheapestOf } from "./optimum.ts";
import type { Optimum } from "./optimum.ts";
import type { OptimizeRequest } from "./request.ts";
import { studyOf } from "./study.ts";
import type { Study } from "./study.ts";

/** A request whose scenario is read and priced, with its optimum. */
export interface Prepared {
  readonly request: OptimizeRequest;
  readonly context: ModelContext;
  readonly pricer: Pricer;
  /** The rows that the model reads. */
  readonly rows: readonly PriceRow[];
  readonly scenario: Scenario;
  readonly study: Study;
  readonly best: Optimum;
  /** The number of the placement that was given, else of the best one. */
  readonly chosen: number;
  /** What reading the scenario warned of. */
  readonly warnings: readonly string[];
}

type Step<T> = T | { readonly refusal: Refusal };

type Read = Pick<Prepared, "request" | "context" | "pricer" | "rows" | "scenario" | "warnings">;

function read(model: CostModel, request: OptimizeRequest): Step<Read> {
  const { catalogue, now, given } = request;
  const context = { catalogue, now };
  const reading = model.read(given, context);
  if ("refusal" in reading) return reading;
  const { scenario, warnings } = reading;
  const meters = metersOfModel(model, scenario.flags);
  const rows = model.rows(catalogue).filter(({ meter }) => meters.has(meter));
  const refusal = missingPrices(meters, rows);
  if (refusal) return { refusal };
  return { request, context, pricer: createPricer(model, context, rows), rows, scenario, warnings };
}

function studied({ request, pricer, scenario }: Read): Step<{ study: Study }> {
  const { constraints, catalogue } = request;
  const { model } = pricer;
  const findings = constraintComplaints(constraints, { model, catalogue });
  if (findings.length > 0) return { refusal: { code: "CONSTRAINTS_INVALID", findings } };
  const outcome = pricer.price(scenario);
  if ("refusal" in outcome) return outcome;
  const money = moneyIn(request.currency ?? scenario.currency, catalogue, model.totalPlaces);
  const demands = demandsOf(constraints, catalogue);
  return { study: studyOf(outcome.pricing, demands, { money, budget: constraints.budget }) };
}

function decided(study: Study, { placement }: OptimizeRequest): Step<Pick<Prepared, "best" | "chosen">> {
  const { pricing, allowed, exactTotals, budget } = study;
  const findings = placement ? placementComplaints(pricing, placement) : [];
  if (findings.length > 0) return { refusal: { code: "NO_ADMISSIBLE_PLACEMENT", findings } };
  const best = cheapestOf(pricing.totals, allowed, exactTotals);
  if (!best) return { refusal: nothingAdmissible(study) };
  if (budget && !budget.affords(exactTotals.of(best.number)))
    return { refusal: budgetExceeded(study, budget.name, best) };
  return { best, chosen: placement ? numberOfPlacement(placement) : best.number };
}

/** Reads and prices a request with a model and finds the optimum, or says why there is none. */
export function prepare(model: CostModel, request: OptimizeRequest): Step<Prepared> {
  const reading = read(model, request);
  if ("refusal" in reading) return reading;
  const study = studied(reading);
  if ("refusal" in study) return study;
  const decision = decided(study.study, request);
  if ("refusal" in decision) return decision;
  return { ...reading, ...study, ...decision };
}
