import type { PriceBook } from "../catalogue/price-book.ts";
import type { Figures } from "../model/cost-model.ts";
import { formulaText } from "../sheet/formula-text.ts";
import { cellsIn, metersIn } from "../sheet/sheet.ts";
import type { Sheet } from "../sheet/sheet.ts";
import type { Explanation } from "./explanation.ts";

/** Explains a number of a sheet down to inputs and prices. Throws a RangeError for a name that is not there. */
export function explainNumber(
  name: string,
  { sheet, figure, prices }: { sheet: Sheet; figure: Figures; prices: PriceBook },
): Explanation {
  const inputs = new Map(sheet.inputs.map((input) => [input.name, input]));
  const cells = new Map(sheet.cells.map((cell) => [cell.name, cell]));
  const known = new Map<string, Explanation>();
  const explain = (wanted: string): Explanation => {
    const found = known.get(wanted) ?? explained(wanted);
    known.set(wanted, found);
    return found;
  };
  const explained = (wanted: string): Explanation => {
    const value = figure(wanted);
    const input = inputs.get(wanted);
    if (input) return { ...input, value, reads: [], prices: [] };
    const cell = cells.get(wanted);
    if (!cell) throw new RangeError(`the sheet has no number ${JSON.stringify(wanted)}`);
    return {
      name: wanted,
      value,
      unit: cell.unit,
      about: cell.about,
      formula: { text: formulaText(cell.formula), source: cell.source },
      reads: cellsIn(cell.formula).map(explain),
      prices: metersIn(cell.formula).map(prices),
    };
  };
  return explain(name);
}
