import { fastBandsOf } from "../catalogue/fast-metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import { doubleOf } from "../exact.ts";
import { flatPriceOf } from "./exact-sheet.ts";
import { fastFormula } from "./fast-formula.ts";
import type { Doubt, FastFormula, FastNumbers, FastPrices } from "./fast-formula.ts";
import type { Sheet } from "./sheet.ts";

/** The formulas of a sheet, ready for any prices: where its cells and meters stand, and how each cell is computed. */
interface PreparedSheet {
  readonly positions: ReadonlyMap<string, number>;
  readonly flat: readonly string[];
  readonly banded: readonly string[];
  readonly cells: readonly { readonly name: string; readonly formula: FastFormula }[];
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
  const cells = sheet.cells.map(({ name, formula }) => {
    const ready = fastFormula(formula, { cell, flat: flat.of, bands: banded.of });
    positions.set(name, positions.size);
    return { name, formula: ready };
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
  /** The numbers of the sheet for these inputs; `exactly` is asked for a cell whose steps floating point cannot tell. */
  compute(inputs: (name: string) => number, exactly: (name: string) => number): FastNumbers;
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
  return {
    positions,
    compute: (inputs, exactly) => {
      const numbers = new Float64Array(positions.size);
      let position = 0;
      for (const { name } of sheet.inputs) numbers[position++] = inputs(name);
      for (const { name, formula } of cells) {
        doubt.raised = false;
        const value = formula(numbers, fastPrices, doubt);
        numbers[position++] = doubt.raised ? exactly(name) : value;
      }
      return numbers;
    },
  };
}
