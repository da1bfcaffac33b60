import { bandsOf, costOf } from "../catalogue/metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import { exact, larger, smaller, productOf, sumOf } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { Comparison, Expression } from "./expression.ts";
import type { Sheet } from "./sheet.ts";

/** The price of a row with one band. Throws a RangeError for a row with more. */
export function flatPriceOf(prices: PriceBook, meter: string): Exact {
  const [tier, ...others] = prices(meter).tiers;
  if (!tier || others.length > 0) throw new RangeError(`${meter} has no single price`);
  return exact(tier.price);
}

interface Numbers {
  readonly prices: PriceBook;
  figure(name: string): Exact;
}

function holds({ left, operator, right }: Comparison, numbers: Numbers): boolean {
  const order = valueOf(left, numbers).compare(valueOf(right, numbers));
  return operator === "<" ? order < 0 : order <= 0;
}

function valueOf(expression: Expression, numbers: Numbers): Exact {
  const of = (part: Expression): Exact => valueOf(part, numbers);
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "cell":
      return numbers.figure(expression.name);
    case "price":
      return flatPriceOf(numbers.prices, expression.meter);
    case "metered":
      return costOf(bandsOf(numbers.prices(expression.meter)), of(expression.quantity));
    case "sum":
      return sumOf(expression.of.map(of));
    case "product":
      return productOf(expression.of.map(of));
    case "smallest":
      return expression.of.map(of).reduce(smaller);
    case "largest":
      return expression.of.map(of).reduce(larger);
    case "difference":
      return of(expression.of[0]).sub(of(expression.of[1]));
    case "quotient":
      return of(expression.of[0]).div(of(expression.of[1]));
    case "ceiling":
      return of(expression.of).ceil();
    default:
      return of(holds(expression.test, numbers) ? expression.met : expression.otherwise);
  }
}

const formulasBySheet = new WeakMap<Sheet, ReadonlyMap<string, Expression>>();

function formulasOf(sheet: Sheet): ReadonlyMap<string, Expression> {
  const known =
    formulasBySheet.get(sheet) ?? new Map(sheet.cells.map(({ name, formula }) => [name, formula]));
  formulasBySheet.set(sheet, known);
  return known;
}

/**
 * Prepares a sheet with its prices to be computed exactly: for given inputs, each number when it is first asked for.
 * Throws a RangeError for a name that is neither an input nor a cell.
 */
export function exactSheet(
  sheet: Sheet,
  prices: PriceBook,
): (inputs: Readonly<Record<string, Exact>>) => (name: string) => Exact {
  const formulas = formulasOf(sheet);
  return (inputs) => {
    const known = new Map(Object.entries(inputs));
    const figure = (name: string): Exact => {
      const value = known.get(name);
      if (value) return value;
      const formula = formulas.get(name);
      if (!formula) throw new RangeError(`the sheet has no number ${JSON.stringify(name)}`);
      const computed = valueOf(formula, { prices, figure });
      known.set(name, computed);
      return computed;
    };
    return figure;
  };
}
