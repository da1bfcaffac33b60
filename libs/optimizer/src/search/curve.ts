import type { Cloud } from "@twin2multicloud/model";
import { exact } from "../exact.ts";
import type { Scenario } from "../model/scenario.ts";
import { EVERY_PLACEMENT, nameOfPlacement, numberOfPlacement, placementWith } from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { byCloud } from "./keyed.ts";
import { firstNearCheapest } from "./optimum.ts";
import { turnableInput, turnedTo } from "./turning.ts";
import type { Turned } from "./turning.ts";

/** One point of a curve: the winner for a value, and what it, each single cloud and the chosen placement cost in a month. */
export interface CurvePoint {
  readonly value: number;
  readonly placement: string;
  readonly total: number;
  /** Null where a cloud cannot take all slots. */
  readonly single_clouds: Readonly<Record<Cloud, number | null>>;
  readonly chosen: number | null;
}

/** What a curve is drawn over. */
export interface CurveRequest {
  readonly turned: Turned;
  readonly values: readonly number[];
  /** The numbers of the placements that may win, ascending. */
  readonly allowed: readonly number[];
  /** The number of the placement that is followed beside the winner. */
  readonly chosen: number;
}

const NAMES: readonly string[] = EVERY_PLACEMENT.map(nameOfPlacement);

const SINGLES = byCloud((cloud) => numberOfPlacement(placementWith(() => cloud)));

const orNull = (total: number | undefined): number | null =>
  total === undefined || Number.isNaN(total) ? null : total;

function pointAt(
  totals: Float64Array,
  value: number,
  { allowed, chosen }: CurveRequest,
): CurvePoint | undefined {
  const winner = firstNearCheapest(totals, allowed);
  if (winner === undefined) return undefined;
  return {
    value,
    placement: NAMES[winner] ?? "",
    total: totals[winner] ?? Number.NaN,
    single_clouds: byCloud((cloud) => orNull(totals[SINGLES[cloud]])),
    chosen: orNull(totals[chosen]),
  };
}

/**
 * The cost of the winner, of each single cloud and of one placement over values of a turned number, in dollars and in
 * floating point. There is no point for a value that the model refuses or for which nothing is admissible, and none at all
 * for a number that the model cannot turn.
 */
export function curveOf(pricer: Pricer, scenario: Scenario, request: CurveRequest): CurvePoint[] {
  const input = turnableInput(pricer.model, request.turned, scenario);
  if (!input) return [];
  const points: CurvePoint[] = [];
  for (const value of request.values) {
    const turned = turnedTo(scenario, input.name, exact(value));
    if (pricer.model.accepts?.(turned) === false) continue;
    const outcome = pricer.price(turned);
    const point = "pricing" in outcome ? pointAt(outcome.pricing.totals, value, request) : undefined;
    if (point) points.push(point);
  }
  return points;
}
