import { exact } from "../exact.ts";
import { curveOf } from "./curve.ts";
import type { CurvePoint, CurveRequest } from "./curve.ts";
import { byCloud } from "./keyed.ts";
import type { Money } from "./money.ts";
import type { Prepared } from "./prepare.ts";

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

/**
 * What the winner, each single cloud and the chosen placement cost over values of one number of the scenario, in the
 * currency of the result. All demands but the budget hold for every value; see `curveOf`.
 */
export function costCurve(
  { pricer, scenario, study, chosen }: Prepared,
  over: Pick<CurveRequest, "turned" | "values">,
): CurvePoint[] {
  const points = curveOf(pricer, scenario, { ...over, allowed: study.allowed, chosen });
  return points.map((point) => inCurrency(point, study.money));
}
