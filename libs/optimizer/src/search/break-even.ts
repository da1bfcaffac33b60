import { doubleOf } from "../exact.ts";
import type { Scenario } from "../model/scenario.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import type { Pricer } from "../pricing/pricing.ts";
import { cheapestOf, exactTotalsOf } from "./optimum.ts";
import type { BreakEven } from "./result.ts";
import { firstChange, scaleOf, TURNED, turnableInput, turnedTo } from "./turning.ts";
import type { Scale, Turned } from "./turning.ts";

/** The number of the winner at a step of a scale; undefined where the model refuses the scenario or excludes all. */
type WinnerAt = (step: number) => number | undefined;

interface Change {
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/** By which factor neighbouring points of a grid differ. */
const APART = 1.03;

/** Steps across a scale, equally far apart by the factor between their values, with the one nearest to a value. */
function gridOf({ first, last, valueAt, stepAt }: Scale, at: number): number[] {
  const low = doubleOf(valueAt(first));
  const count = Math.ceil(Math.log(doubleOf(valueAt(last)) / low) / Math.log(APART));
  const inner = Array.from({ length: count }, (_, index) => stepAt(low * APART ** index));
  const steps = [first, ...inner, stepAt(at), last].filter((step) => step >= first && step <= last);
  return [...new Set(steps)].sort((a, b) => a - b);
}

interface Point {
  readonly step: number;
  readonly winner: number;
}

/** The last step towards a refused one that still has a winner. */
function edgeTowards(from: number, refused: number, winnerAt: WinnerAt): number {
  const direction = Math.sign(refused - from);
  const hasWinner = (distance: number): boolean => winnerAt(from + direction * distance) !== undefined;
  return from + direction * (firstChange(0, Math.abs(refused - from), hasWinner) - 1);
}

/** The steps of a list up to the first without a winner, and the last one before that. */
function untilRefused(steps: readonly number[], winnerAt: WinnerAt): number[] {
  const end = steps.findIndex((step) => winnerAt(step) === undefined);
  const [last, refused] = [steps[end - 1], steps[end]];
  if (last === undefined || refused === undefined) return end < 0 ? [...steps] : [];
  return [...steps.slice(0, end), edgeTowards(last, refused, winnerAt)];
}

/** The points of a grid around one of its steps, as far as there are winners. */
function winning(grid: readonly number[], around: number, winnerAt: WinnerAt): Point[] {
  const down = grid.filter((step) => step <= around).toReversed();
  const up = grid.filter((step) => step >= around);
  const steps = [...untilRefused(down, winnerAt), ...untilRefused(up, winnerAt)];
  return [...new Set(steps)]
    .sort((a, b) => a - b)
    .flatMap((step) => {
      const winner = winnerAt(step);
      return winner === undefined ? [] : [{ step, winner }];
    });
}

function changesBetween(low: Point, high: Point, winnerAt: WinnerAt): Change[] {
  if (low.winner === high.winner) return [];
  const step = firstChange(low.step, high.step, (middle) => winnerAt(middle) === low.winner);
  const winner = winnerAt(step);
  if (winner === undefined) return [];
  return [{ step, from: low.winner, to: winner }, ...changesBetween({ step, winner }, high, winnerAt)];
}

/** What a break-even is looked for in: a scenario and the placements that a user's demands allow, whatever they cost. */
export interface BreakEvenSearch {
  readonly scenario: Scenario;
  readonly allowed: readonly number[];
}

function breakEvensOf(pricer: Pricer, { scenario, allowed }: BreakEvenSearch, turned: Turned): BreakEven[] {
  const { model } = pricer;
  const input = turnableInput(model, turned, scenario);
  if (!input) return [];
  const scale = scaleOf(turned, input.at);
  const winners = new Map<number, number | undefined>();
  const find: WinnerAt = (step) => {
    const turnedScenario = turnedTo(scenario, input.name, scale.valueAt(step));
    if (model.accepts?.(turnedScenario) === false) return undefined;
    const outcome = pricer.price(turnedScenario);
    if ("refusal" in outcome) return undefined;
    return cheapestOf(outcome.pricing.totals, allowed, exactTotalsOf(outcome.pricing))?.number;
  };
  const winnerAt: WinnerAt = (step) => {
    if (!winners.has(step)) winners.set(step, find(step));
    return winners.get(step);
  };
  const points = winning(gridOf(scale, input.at), scale.stepAt(input.at), winnerAt);
  return points
    .slice(1)
    .flatMap((point, index) => changesBetween(points[index] ?? point, point, winnerAt))
    .map(({ step, from, to }) => ({
      turned,
      unit: input.unit,
      at: input.at,
      value: doubleOf(scale.valueAt(step)),
      from: nameOfPlacement(placementOfNumber(from)),
      to: nameOfPlacement(placementOfNumber(to)),
    }));
}

/**
 * Where the winner changes as one number grows and all others stay, number by number in the range of `scaleOf`. A grid
 * finds the changes and bisection their exact steps. Costs step (units of a hub, dollars rounded up), so that no bound
 * from a few points would hold: a placement that wins only between two points of the grid, 3 % apart, is missed.
 */
export function breakEvens(pricer: Pricer, search: BreakEvenSearch): BreakEven[] {
  return TURNED.flatMap((turned) => breakEvensOf(pricer, search, turned));
}
