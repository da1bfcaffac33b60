import type { CostModel } from "../model/cost-model.ts";
import type { Refusal } from "../model/scenario.ts";
import { costCurve } from "./cost-curve.ts";
import type { CurvePoint, CurveRequest } from "./curve.ts";
import { explainFigure } from "./explain.ts";
import type { ExplainOutcome } from "./explain.ts";
import { resultOf } from "./optimize-with.ts";
import { prepare } from "./prepare.ts";
import type { OptimizeRequest } from "./request.ts";
import type { OptimizeResult } from "./result.ts";

/** What can be asked of a request that is read and priced. */
export interface Inquiry {
  /** The same document as `optimize` gives. */
  result(): OptimizeResult;
  /** Where a figure comes from; see `explainFigure`. */
  explain(figure: string): ExplainOutcome;
  /** Costs over values of one number of the scenario; see `costCurve`. */
  curve(over: Pick<CurveRequest, "turned" | "values">): readonly CurvePoint[];
}

/** A request to ask things of, or why there is nothing to ask. */
export type InquiryOutcome = { readonly inquiry: Inquiry } | { readonly refusal: Refusal };

/** Reads and prices a request with a model once for everything that is asked of it. */
export function openInquiry(model: CostModel, request: OptimizeRequest): InquiryOutcome {
  const prepared = prepare(model, request);
  if ("refusal" in prepared) return prepared;
  return {
    inquiry: {
      result: () => resultOf(prepared),
      explain: (figure) => explainFigure(prepared, figure),
      curve: (over) => costCurve(prepared, over),
    },
  };
}
