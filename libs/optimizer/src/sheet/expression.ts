import { exact } from "../exact.ts";
import type { Exact } from "../exact.ts";

/**
 * A formula as data: it is computed exactly for what is shown, in floating point for the search, and written out for
 * the documentation, always from this one description.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: Exact; readonly text: string }
  | { readonly kind: "cell"; readonly name: string }
  /** The price of a row with one band. */
  | { readonly kind: "price"; readonly meter: string }
  /** What a quantity of its own costs: bands and free allowance of a row, not shared with anything else. */
  | { readonly kind: "metered"; readonly meter: string; readonly quantity: Expression }
  | { readonly kind: "sum" | "product" | "smallest" | "largest"; readonly of: readonly Expression[] }
  | { readonly kind: "difference" | "quotient"; readonly of: readonly [Expression, Expression] }
  | { readonly kind: "ceiling"; readonly of: Expression }
  | {
      readonly kind: "choice";
      readonly test: Comparison;
      readonly met: Expression;
      readonly otherwise: Expression;
    };

/** A condition between two values. */
export interface Comparison {
  readonly left: Expression;
  readonly operator: "<=" | "<";
  readonly right: Expression;
}

/** What formulas are written with: a number stands for itself, a text for the cell of that name. */
export type Term = Expression | number | string;

/** The expression that a term stands for. */
export function expressionOf(term: Term): Expression {
  if (typeof term === "number") return { kind: "number", value: exact(term), text: String(term) };
  return typeof term === "string" ? { kind: "cell", name: term } : term;
}

const all = (terms: readonly Term[]): Expression[] => terms.map(expressionOf);

/** The sum of some terms. */
export const plus = (...terms: Term[]): Expression => ({ kind: "sum", of: all(terms) });

/** The product of some terms. */
export const times = (...terms: Term[]): Expression => ({ kind: "product", of: all(terms) });

/** The first term less the second. */
export const minus = (left: Term, right: Term): Expression => ({
  kind: "difference",
  of: [expressionOf(left), expressionOf(right)],
});

/** The first term divided by the second. */
export const over = (left: Term, right: Term): Expression => ({
  kind: "quotient",
  of: [expressionOf(left), expressionOf(right)],
});

/** The smallest of some terms. */
export const smallest = (...terms: Term[]): Expression => ({ kind: "smallest", of: all(terms) });

/** The largest of some terms. */
export const largest = (...terms: Term[]): Expression => ({ kind: "largest", of: all(terms) });

/** The smallest whole number that is not below the term. */
export const ceiling = (term: Term): Expression => ({ kind: "ceiling", of: expressionOf(term) });

/** The condition that one term is not above another. */
export const atMost = (left: Term, right: Term): Comparison => ({
  left: expressionOf(left),
  operator: "<=",
  right: expressionOf(right),
});

/** The condition that one term is below another. */
export const below = (left: Term, right: Term): Comparison => ({ ...atMost(left, right), operator: "<" });

/** One of two terms. */
export const choice = (test: Comparison, met: Term, otherwise: Term): Expression => ({
  kind: "choice",
  test,
  met: expressionOf(met),
  otherwise: expressionOf(otherwise),
});

/** The price of a row with one band, in dollars per its unit. */
export const price = (meter: string): Expression => ({ kind: "price", meter });

/** What a quantity costs by the bands and the free allowance of a row, in dollars. */
export const metered = (meter: string, quantity: Term): Expression => ({
  kind: "metered",
  meter,
  quantity: expressionOf(quantity),
});
