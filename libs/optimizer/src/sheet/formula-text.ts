import type { Comparison, Expression } from "./expression.ts";

const WEAK = new Set<Expression["kind"]>(["sum", "difference", "choice"]);

const part = (expression: Expression): string =>
  WEAK.has(expression.kind) ? `(${formulaText(expression)})` : formulaText(expression);

const divisor = (expression: Expression): string =>
  expression.kind === "product" || expression.kind === "quotient"
    ? `(${formulaText(expression)})`
    : part(expression);

const condition = ({ left, operator, right }: Comparison): string =>
  `${formulaText(left)} ${operator === "<=" ? "≤" : "<"} ${formulaText(right)}`;

const listed = (parts: readonly Expression[]): string => parts.map(formulaText).join(", ");

/** Writes a formula as people read it: cells and meters by name, `×`, `÷`, `⌈ ⌉` for the next whole number. */
export function formulaText(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return expression.text;
    case "cell":
      return expression.name;
    case "price":
      return `price(${expression.meter})`;
    case "metered":
      return `cost(${expression.meter}, ${formulaText(expression.quantity)})`;
    case "sum":
      return expression.of.map(formulaText).join(" + ");
    case "difference":
      return `${formulaText(expression.of[0])} − ${part(expression.of[1])}`;
    case "product":
      return expression.of.map(part).join(" × ");
    case "quotient":
      return `${part(expression.of[0])} ÷ ${divisor(expression.of[1])}`;
    case "smallest":
      return `min(${listed(expression.of)})`;
    case "largest":
      return `max(${listed(expression.of)})`;
    case "ceiling":
      return `⌈${formulaText(expression.of)}⌉`;
    default:
      return `${part(expression.met)} if ${condition(expression.test)}, else ${part(expression.otherwise)}`;
  }
}
