import { fastBandsOf } from "../catalogue/fast-metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import { doubleOf } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { flatPriceOf } from "./exact-sheet.ts";
import { fastFormula } from "./fast-formula.ts";
import type { Doubt, FastFormula, FastNumbers, FastPrices } from "./fast-formula.ts";
import { cellsIn } from "./sheet.ts";
import type { Cell, Sheet } from "./sheet.ts";

/** A cell, ready to be computed. */
interface PreparedCell {
  readonly name: string;
  readonly position: number;
  readonly formula: FastFormula;
  /** The inputs that it depends on, as bits. */
  readonly inputs: number;
}

/** The formulas of a sheet, ready for any prices: where its cells and meters stand, and how each cell is computed. */
interface PreparedSheet {
  readonly positions: ReadonlyMap<string, number>;
  readonly flat: readonly string[];
  readonly banded: readonly string[];
  readonly cells: readonly PreparedCell[];
}

const BITS = 31;

/** Every number depends on there being any. */
const ANY = 1 << BITS;

/** The bit of an input; where there are more inputs than bits, some share one, and more than necessary is computed again. */
const bitOf = (input: number): number => 1 << (input % BITS);

/** Tells which inputs a cell depends on, cell by cell in the order of the sheet. */
function dependencies({ inputs }: Sheet): (cell: Cell) => number {
  const known = new Map(inputs.map(({ name }, index) => [name, bitOf(index)]));
  return ({ name, formula }) => {
    const bits = cellsIn(formula).reduce((all, read) => all | (known.get(read) ?? 0), ANY);
    known.set(name, bits);
    return bits;
  };
}

/** Numbers names in the order in which they are first asked for. */
function numbering(): { names: string[]; of(name: string): number } {
  const names: string[] = [];
  const of = (name: string): number => {
    const known = names.indexOf(name);
    return known < 0 ? names.push(name) - 1 : known;
  };
  return { names, of };
}

function prepared(sheet: Sheet): PreparedSheet {
  const positions = new Map(sheet.inputs.map(({ name }, index) => [name, index]));
  const flat = numbering();
  const banded = numbering();
  const cell = (name: string): number => {
    const position = positions.get(name);
    if (position === undefined)
      throw new RangeError(`no number ${JSON.stringify(name)} stands before its use`);
    return position;
  };
  const inputsOf = dependencies(sheet);
  const cells = sheet.cells.map((each): PreparedCell => {
    const { name } = each;
    const position = positions.size;
    const formula = fastFormula(each.formula, { cell, flat: flat.of, bands: banded.of });
    positions.set(name, position);
    return { name, position, formula, inputs: inputsOf(each) };
  });
  return { positions, flat: flat.names, banded: banded.names, cells };
}

const preparedSheets = new WeakMap<Sheet, PreparedSheet>();

function preparedOnce(sheet: Sheet): PreparedSheet {
  const ready = preparedSheets.get(sheet) ?? prepared(sheet);
  preparedSheets.set(sheet, ready);
  return ready;
}

/** A sheet with its prices, ready to be computed in floating point, again and again. */
export interface FastSheet {
  readonly positions: ReadonlyMap<string, number>;
  /**
   * The numbers of the sheet for these inputs, until the next are computed; `exactly` is asked for a cell whose steps
   * floating point cannot tell. Only what depends on other inputs than the last time is computed again.
   */
  compute(inputs: Inputs, exactly: (name: string) => number): FastNumbers;
}

type Inputs = Readonly<Record<string, Exact>>;

/** Writes the inputs that are others than before; tells their bits. */
function turned(
  numbers: FastNumbers,
  { sheet, inputs, last }: { sheet: Sheet; inputs: Inputs; last?: Inputs },
): number {
  let bits = last ? 0 : ANY;
  for (const [position, { name }] of sheet.inputs.entries()) {
    const input = inputs[name];
    if (!input) throw new RangeError(`the input ${JSON.stringify(name)} is not given`);
    if (input === last?.[name]) continue;
    bits |= bitOf(position);
    numbers[position] = doubleOf(input);
  }
  return bits;
}

/**
 * Prepares a sheet with its prices for floating point. Each cell keeps its exact value to about fourteen digits, because
 * a cell that steps (a ceiling, a choice) too near to its threshold, or loses digits, is computed exactly instead.
 */
export function fastSheet(sheet: Sheet, prices: PriceBook): FastSheet {
  const { positions, flat, banded, cells } = preparedOnce(sheet);
  const fastPrices: FastPrices = {
    flat: Float64Array.from(flat, (meter) => doubleOf(flatPriceOf(prices, meter))),
    bands: banded.map((meter) => fastBandsOf(prices(meter))),
  };
  const doubt: Doubt = { raised: false };
  const numbers = new Float64Array(positions.size);
  let last: Inputs | undefined;
  return {
    positions,
    compute: (inputs, exactly) => {
      const bits = turned(numbers, { sheet, inputs, ...(last && { last }) });
      last = undefined;
      for (const { name, position, formula, inputs: dependsOn } of cells) {
        if ((dependsOn & bits) === 0) continue;
        doubt.raised = false;
        const value = formula(numbers, fastPrices, doubt);
        numbers[position] = doubt.raised ? exactly(name) : value;
      }
      last = inputs;
      return numbers;
    },
  };
}
