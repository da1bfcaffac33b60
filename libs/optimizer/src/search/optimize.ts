import { COST_MODELS } from "../models/index.ts";
import { costCurveWith } from "./cost-curve.ts";
import type { CurveOutcome } from "./cost-curve.ts";
import type { CurveRequest } from "./curve.ts";
import { optimizeWith } from "./optimize-with.ts";
import type { OptimizeOutcome, OptimizeRequest } from "./request.ts";

export type { CurveOutcome, OptimizeOutcome, OptimizeRequest };

/** Finds the cheapest placement of a scenario, or prices the one that is given, and explains it; or says why it cannot. */
export function optimize(request: OptimizeRequest): OptimizeOutcome {
  return optimizeWith(COST_MODELS[request.model], request);
}

/**
 * What the winner, each single cloud and the chosen placement cost over values of one number of the scenario, in the
 * currency of the result. All demands but the budget hold for every value.
 */
export function costCurve(
  request: OptimizeRequest,
  over: Pick<CurveRequest, "turned" | "values">,
): CurveOutcome {
  return costCurveWith(COST_MODELS[request.model], request, over);
}
