import { fastCostOf } from "../catalogue/fast-metered.ts";
import type { FastBands } from "../catalogue/fast-metered.ts";
import { doubleOf } from "../exact.ts";
import type { Expression } from "./expression.ts";

/** Numbers of a sheet in floating point, by position: inputs first, then cells. */
export type FastNumbers = Float64Array;

/** The prices that a sheet's formulas read, by the number of the meter: as one price, and in bands. */
export interface FastPrices {
  readonly flat: Float64Array;
  readonly bands: readonly FastBands[];
}

/** Set where a step lies closer to its threshold than floating point can tell. */
export interface Doubt {
  raised: boolean;
}

/** A formula ready to be computed. */
export type FastFormula = (numbers: FastNumbers, prices: FastPrices, doubt: Doubt) => number;

/** Where cells and meters stand, by name. */
export interface Positions {
  cell(name: string): number;
  flat(meter: string): number;
  bands(meter: string): number;
}

/** What sizes two numbers must differ by, relative to them, to be told apart safely after some hundred roundings. */
const RESOLUTION = 1e-11;

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= RESOLUTION * Math.max(Math.abs(a), Math.abs(b), 1e-300);
}

function fold(parts: readonly FastFormula[], combine: (a: number, b: number) => number): FastFormula {
  const [first, ...others] = parts;
  if (!first) throw new RangeError("a sum, product or choice of nothing");
  return others.reduce<FastFormula>(
    (left, right) => (numbers, prices, doubt) =>
      combine(left(numbers, prices, doubt), right(numbers, prices, doubt)),
    first,
  );
}

/** A difference that is small beside what it is taken from has lost digits. */
const CANCELLATION = 1e-2;

function difference(left: FastFormula, right: FastFormula): FastFormula {
  return (numbers, prices, doubt) => {
    const a = left(numbers, prices, doubt);
    const b = right(numbers, prices, doubt);
    if (Math.abs(a - b) < CANCELLATION * Math.abs(a)) doubt.raised = true;
    return a - b;
  };
}

function steppedUp(inner: FastFormula): FastFormula {
  return (numbers, prices, doubt) => {
    const value = inner(numbers, prices, doubt);
    if (near(value, Math.round(value))) doubt.raised = true;
    return Math.ceil(value);
  };
}

function chosen(expression: Extract<Expression, { kind: "choice" }>, positions: Positions): FastFormula {
  const left = fastFormula(expression.test.left, positions);
  const right = fastFormula(expression.test.right, positions);
  const met = fastFormula(expression.met, positions);
  const otherwise = fastFormula(expression.otherwise, positions);
  return (numbers, prices, doubt) => {
    const a = left(numbers, prices, doubt);
    const b = right(numbers, prices, doubt);
    if (near(a, b)) doubt.raised = true;
    return (a < b ? met : otherwise)(numbers, prices, doubt);
  };
}

const NOTHING: FastBands = { from: [], to: [], price: [] };

function metered(position: number, quantity: FastFormula): FastFormula {
  return (numbers, prices, doubt) =>
    fastCostOf(prices.bands[position] ?? NOTHING, quantity(numbers, prices, doubt));
}

/** Prepares a formula for floating point; raises doubt where a step cannot be told, or digits are lost. */
export function fastFormula(expression: Expression, positions: Positions): FastFormula {
  const inner = (part: Expression): FastFormula => fastFormula(part, positions);
  switch (expression.kind) {
    case "number": {
      const value = doubleOf(expression.value);
      return () => value;
    }
    case "price": {
      const position = positions.flat(expression.meter);
      return (_, prices) => prices.flat[position] ?? Number.NaN;
    }
    case "cell": {
      const position = positions.cell(expression.name);
      return (numbers) => numbers[position] ?? Number.NaN;
    }
    case "metered":
      return metered(positions.bands(expression.meter), inner(expression.quantity));
    case "sum":
      return fold(expression.of.map(inner), (a, b) => a + b);
    case "product":
      return fold(expression.of.map(inner), (a, b) => a * b);
    case "smallest":
      return fold(expression.of.map(inner), Math.min);
    case "largest":
      return fold(expression.of.map(inner), Math.max);
    case "difference":
      return difference(inner(expression.of[0]), inner(expression.of[1]));
    case "quotient":
      return fold(expression.of.map(inner), (a, b) => a / b);
    case "ceiling":
      return steppedUp(inner(expression.of));
    default:
      return chosen(expression, positions);
  }
}
