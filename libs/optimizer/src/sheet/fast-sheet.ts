import type { PriceBook } from "../catalogue/price-book.ts";
import { doubleOf } from "../exact.ts";
import { fastBandsOf, fastCostOf } from "../catalogue/fast-metered.ts";
import { flatPriceOf } from "./exact-sheet.ts";
import type { Expression } from "./expression.ts";
import type { Sheet } from "./sheet.ts";

/** Numbers of a sheet in floating point, by position: inputs first, then cells. */
export type FastNumbers = Float64Array;

/** A formula ready to be computed; `doubt.raised` is set where a step lies closer than floating point can tell. */
type FastFormula = (numbers: FastNumbers, doubt: Doubt) => number;

interface Doubt {
  raised: boolean;
}

/** What sizes two numbers must differ by, relative to them, to be told apart safely after some hundred roundings. */
const RESOLUTION = 1e-11;

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= RESOLUTION * Math.max(Math.abs(a), Math.abs(b), 1e-300);
}

interface Names {
  readonly prices: PriceBook;
  readonly positions: ReadonlyMap<string, number>;
}

function fold(parts: readonly FastFormula[], combine: (a: number, b: number) => number): FastFormula {
  const [first, ...others] = parts;
  if (!first) throw new RangeError("a sum, product or choice of nothing");
  return others.reduce<FastFormula>(
    (left, right) => (numbers, doubt) => combine(left(numbers, doubt), right(numbers, doubt)),
    first,
  );
}

/** A difference that is small beside what it is taken from has lost digits. */
const CANCELLATION = 1e-2;

function difference(left: FastFormula, right: FastFormula): FastFormula {
  return (numbers, doubt) => {
    const a = left(numbers, doubt);
    const b = right(numbers, doubt);
    if (Math.abs(a - b) < CANCELLATION * Math.abs(a)) doubt.raised = true;
    return a - b;
  };
}

function steppedUp(inner: FastFormula): FastFormula {
  return (numbers, doubt) => {
    const value = inner(numbers, doubt);
    if (near(value, Math.round(value))) doubt.raised = true;
    return Math.ceil(value);
  };
}

function chosen(expression: Extract<Expression, { kind: "choice" }>, names: Names): FastFormula {
  const left = compiled(expression.test.left, names);
  const right = compiled(expression.test.right, names);
  const met = compiled(expression.met, names);
  const otherwise = compiled(expression.otherwise, names);
  return (numbers, doubt) => {
    const a = left(numbers, doubt);
    const b = right(numbers, doubt);
    if (near(a, b)) doubt.raised = true;
    return (a < b ? met : otherwise)(numbers, doubt);
  };
}

function metered(meter: string, quantity: FastFormula, prices: PriceBook): FastFormula {
  const bands = fastBandsOf(prices(meter));
  return (numbers, doubt) => fastCostOf(bands, quantity(numbers, doubt));
}

function compiled(expression: Expression, names: Names): FastFormula {
  const inner = (part: Expression): FastFormula => compiled(part, names);
  switch (expression.kind) {
    case "number": {
      const value = doubleOf(expression.value);
      return () => value;
    }
    case "price": {
      const value = doubleOf(flatPriceOf(names.prices, expression.meter));
      return () => value;
    }
    case "cell": {
      const position = names.positions.get(expression.name);
      if (position === undefined)
        throw new RangeError(`no number ${JSON.stringify(expression.name)} stands before its use`);
      return (numbers) => numbers[position] ?? Number.NaN;
    }
    case "metered":
      return metered(expression.meter, inner(expression.quantity), names.prices);
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
      return chosen(expression, names);
  }
}

/** A sheet ready to be computed in floating point, again and again. */
export interface FastSheet {
  readonly positions: ReadonlyMap<string, number>;
  /** The numbers of the sheet for these inputs; `exactly` is asked for a cell whose steps floating point cannot tell. */
  compute(inputs: (name: string) => number, exactly: (name: string) => number): FastNumbers;
}

/**
 * Prepares a sheet with its prices for floating point. Each cell keeps its exact value to about fourteen digits, because
 * a cell that steps (a ceiling, a choice) too near to its input is computed exactly instead.
 */
export function fastSheet(sheet: Sheet, prices: PriceBook): FastSheet {
  const positions = new Map(sheet.inputs.map(({ name }, index) => [name, index]));
  const cells = sheet.cells.map(({ name, formula }) => {
    const cell = { name, formula: compiled(formula, { prices, positions }) };
    positions.set(name, positions.size);
    return cell;
  });
  const doubt: Doubt = { raised: false };
  return {
    positions,
    compute: (inputs, exactly) => {
      const numbers = new Float64Array(positions.size);
      let position = 0;
      for (const { name } of sheet.inputs) numbers[position++] = inputs(name);
      for (const { name, formula } of cells) {
        doubt.raised = false;
        const value = formula(numbers, doubt);
        numbers[position++] = doubt.raised ? exactly(name) : value;
      }
      return numbers;
    },
  };
}
