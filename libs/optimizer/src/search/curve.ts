import type { Cloud } from "@twin2multicloud/model";
import { CLOUDS } from "@twin2multicloud/model";
import { exact } from "../exact.ts";
import type { Scenario } from "../model/scenario.ts";
import {
  nameOfPlacement,
  numberOfPlacement,
  placementOfNumber,
  placementWith,
} from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { byCloud } from "./layer-table.ts";
import { upperBound } from "./optimum.ts";
import { turnableInput, turnedTo } from "./turning.ts";
import type { Turned } from "./turning.ts";

/** One point of a curve; dollars a month in floating point, null where a placement cannot be priced. */
export interface CurvePoint {
  readonly value: number;
  readonly winner: string | null;
  readonly total: number | null;
  readonly singles: Readonly<Record<Cloud, number | null>>;
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

const SINGLES = CLOUDS.map((cloud) => numberOfPlacement(placementWith(() => cloud)));

const orNull = (total: number | undefined): number | null =>
  total === undefined || Number.isNaN(total) ? null : total;

/** The first by name of the placements that floating point cannot tell from the cheapest. */
function winnerOf(totals: Float64Array, allowed: readonly number[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const number of allowed) {
    const total = totals[number] ?? Number.NaN;
    if (total < least) least = total;
  }
  const bound = upperBound(least);
  for (const number of allowed) if ((totals[number] ?? Number.NaN) <= bound) return number;
  return undefined;
}

function pointAt(totals: Float64Array, value: number, { allowed, chosen }: CurveRequest): CurvePoint {
  const winner = winnerOf(totals, allowed);
  return {
    value,
    winner: winner === undefined ? null : nameOfPlacement(placementOfNumber(winner)),
    total: winner === undefined ? null : orNull(totals[winner]),
    singles: byCloud((cloud) => orNull(totals[SINGLES[CLOUDS.indexOf(cloud)] ?? 0])),
    chosen: orNull(totals[chosen]),
  };
}

/**
 * The cost of the winner, of each single cloud and of one placement over values of a turned number. A value that the model
 * refuses has no point; so has every value of a number that the model cannot turn.
 */
export function curveOf(pricer: Pricer, scenario: Scenario, request: CurveRequest): CurvePoint[] {
  const input = turnableInput(pricer.model, request.turned, scenario);
  if (!input) return [];
  const points: CurvePoint[] = [];
  for (const value of request.values) {
    const turned = turnedTo(scenario, input.name, exact(value));
    if (pricer.model.accepts?.(turned) === false) continue;
    const outcome = pricer.price(turned);
    if ("pricing" in outcome) points.push(pointAt(outcome.pricing.totals, value, request));
  }
  return points;
}
