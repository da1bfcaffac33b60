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

/** The parts of a sum or product: cells, which are read where they stand, and what has to be computed. */
interface Parts {
  readonly cells: readonly number[];
  readonly formulas: readonly FastFormula[];
}

function partsOf(of: readonly Expression[], positions: Positions): Parts {
  return {
    cells: of.flatMap((part) => (part.kind === "cell" ? [positions.cell(part.name)] : [])),
    formulas: of.filter(({ kind }) => kind !== "cell").map((part) => fastFormula(part, positions)),
  };
}

function added({ cells, formulas }: Parts): FastFormula {
  return (numbers, prices, doubt) => {
    let sum = 0;
    for (const cell of cells) sum += numbers[cell] ?? Number.NaN;
    for (const formula of formulas) sum += formula(numbers, prices, doubt);
    return sum;
  };
}

function multiplied({ cells, formulas }: Parts): FastFormula {
  return (numbers, prices, doubt) => {
    let product = 1;
    for (const cell of cells) product *= numbers[cell] ?? Number.NaN;
    for (const formula of formulas) product *= formula(numbers, prices, doubt);
    return product;
  };
}

function divided(left: FastFormula, right: FastFormula): FastFormula {
  return (numbers, prices, doubt) => left(numbers, prices, doubt) / right(numbers, prices, doubt);
}

function chosenBy(better: (a: number, b: number) => number, parts: readonly FastFormula[]): FastFormula {
  const [first, ...others] = parts;
  if (!first) throw new RangeError("a choice of nothing");
  return (numbers, prices, doubt) => {
    let best = first(numbers, prices, doubt);
    for (const formula of others) best = better(best, formula(numbers, prices, doubt));
    return best;
  };
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
      return added(partsOf(expression.of, positions));
    case "product":
      return multiplied(partsOf(expression.of, positions));
    case "smallest":
      return chosenBy(Math.min, expression.of.map(inner));
    case "largest":
      return chosenBy(Math.max, expression.of.map(inner));
    case "difference":
      return difference(inner(expression.of[0]), inner(expression.of[1]));
    case "quotient":
      return divided(inner(expression.of[0]), inner(expression.of[1]));
    case "ceiling":
      return steppedUp(inner(expression.of));
    default:
      return chosen(expression, positions);
  }
}
