import type { CostModel } from "../model/cost-model.ts";
import type { Refusal } from "../model/scenario.ts";
import { exact } from "../exact.ts";
import { curveOf } from "./curve.ts";
import type { CurvePoint, CurveRequest } from "./curve.ts";
import { byCloud } from "./keyed.ts";
import type { Money } from "./money.ts";
import { prepare } from "./prepare.ts";
import type { OptimizeRequest } from "./request.ts";

/** The points of a curve in the currency of the result, or why there is none. */
export type CurveOutcome = { readonly points: readonly CurvePoint[] } | { readonly refusal: Refusal };

function inCurrency(point: CurvePoint, money: Money): CurvePoint {
  if (money.currency === "USD") return point;
  const shown = (usd: number): number => money.amount(exact(usd));
  const shownOrNull = (usd: number | null): number | null => (usd === null ? null : shown(usd));
  return {
    ...point,
    total: shown(point.total),
    chosen: shownOrNull(point.chosen),
    single_clouds: byCloud((cloud) => shownOrNull(point.single_clouds[cloud])),
  };
}

/** The curve of a request over values of one number, all demands but the budget kept; see `curveOf`. */
export function costCurveWith(
  model: CostModel,
  request: OptimizeRequest,
  over: Pick<CurveRequest, "turned" | "values">,
): CurveOutcome {
  const prepared = prepare(model, request);
  if ("refusal" in prepared) return prepared;
  const { pricer, scenario, study, chosen } = prepared;
  const points = curveOf(pricer, scenario, { ...over, allowed: study.allowed, chosen });
  return { points: points.map((point) => inCurrency(point, study.money)) };
}
