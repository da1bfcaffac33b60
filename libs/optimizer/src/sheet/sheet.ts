import type { Expression, Term } from "./expression.ts";
import { expressionOf } from "./expression.ts";

/** A number that a scenario gives. */
export interface Input {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
}

/** A named number that is computed: its formula, its unit, what it means and where the formula comes from. */
export interface Cell {
  readonly name: string;
  /** `USD` for amounts; else the unit, in the words of the meter that it is charged to (all per month). */
  readonly unit: string;
  readonly about: string;
  readonly source: string;
  readonly formula: Expression;
}

/** All numbers of a cost model: what is given, and what follows from it, each cell after those that it names. */
export interface Sheet {
  readonly inputs: readonly Input[];
  readonly cells: readonly Cell[];
}

/** What a cell is made of, besides its name and formula. */
export type CellText = Omit<Cell, "name" | "formula">;

/** Defines a cell. */
export function cell(name: string, formula: Term, text: CellText): Cell {
  return { name, formula: expressionOf(formula), ...text };
}

/** The expressions that an expression is made of, one level down. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "cell":
    case "price":
      return [];
    case "metered":
      return [expression.quantity];
    case "ceiling":
      return [expression.of];
    case "choice":
      return [expression.test.left, expression.test.right, expression.met, expression.otherwise];
    default:
      return expression.of;
  }
}

function gather(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  for (const part of partsOf(expression)) gather(part, visit);
}

/** The names of the cells and inputs that a formula reads, each once. */
export function cellsIn(formula: Expression): string[] {
  const names = new Set<string>();
  gather(formula, (part) => {
    if (part.kind === "cell") names.add(part.name);
  });
  return [...names];
}

/** The meters whose prices a formula reads, each once. */
export function metersIn(formula: Expression): string[] {
  const meters = new Set<string>();
  gather(formula, (part) => {
    if (part.kind === "price" || part.kind === "metered") meters.add(part.meter);
  });
  return [...meters];
}
