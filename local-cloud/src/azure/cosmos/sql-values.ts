import type { Comparison, Document, Expression, Json } from "./sql-ast.ts";

/** The value at a path; undefined where there is none. */
export function valueAt(document: Json | undefined, path: readonly string[]): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Array.isArray(value)
      ? value[Number(segment)]
      : Object.hasOwn(value, segment)
        ? value[segment]
        : undefined;
  }
  return value;
}

/** The value of an expression; comparing what cannot be compared is undefined, which no filter takes for true. */
export function evaluate(expression: Expression, document: Document): Json | undefined {
  if (expression.kind === "value") return expression.value;
  if (expression.kind === "path") return valueAt(document, expression.path);
  if (expression.kind === "compare") {
    return compareBy(
      expression.operator,
      evaluate(expression.left, document),
      evaluate(expression.right, document),
    );
  }
  if (expression.kind === "and") return combine({ ...expression, decisive: false }, document);
  if (expression.kind === "or") return combine({ ...expression, decisive: true }, document);
  if (expression.kind === "not") {
    const value = evaluate(expression.operand, document);
    return typeof value === "boolean" ? !value : undefined;
  }
  if (expression.kind === "in") {
    const value = evaluate(expression.operand, document);
    return (
      value !== undefined &&
      expression.list.some((item) => compareBy("=", value, evaluate(item, document)) === true)
    );
  }
  return call(
    expression.name,
    expression.operands.map((operand) => evaluate(operand, document)),
  );
}

/** The order of values of any type: undefined, null, booleans, numbers, texts, the rest. */
export function compareValues(one: Json | undefined, other: Json | undefined): number {
  const ranks = rankOf(one) - rankOf(other);
  if (ranks !== 0) return ranks;
  if (typeof one === "string" && typeof other === "string") return one < other ? -1 : Number(one > other);
  return Number(one ?? 0) - Number(other ?? 0);
}

function rankOf(value: Json | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (typeof value === "boolean") return 2;
  if (typeof value === "number") return 3;
  return typeof value === "string" ? 4 : 5;
}

function compareBy(
  operator: Comparison,
  left: Json | undefined,
  right: Json | undefined,
): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === "=" || operator === "!=") return equal(left, right) === (operator === "=");
  if (rankOf(left) !== rankOf(right) || rankOf(left) === 5) return undefined;
  const order = compareValues(left, right);
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  return operator === ">" ? order > 0 : order >= 0;
}

function equal(left: Json, right: Json): boolean {
  return left === right || (typeof left === "object" && JSON.stringify(left) === JSON.stringify(right));
}

interface Combination {
  readonly left: Expression;
  readonly right: Expression;
  /** The value that decides alone: false for AND, true for OR. */
  readonly decisive: boolean;
}

function combine(combination: Combination, document: Document): boolean | undefined {
  const { decisive } = combination;
  const left = evaluate(combination.left, document);
  if (left === decisive) return decisive;
  const right = evaluate(combination.right, document);
  if (right === decisive) return decisive;
  return typeof left === "boolean" && typeof right === "boolean" ? !decisive : undefined;
}

function call(name: string, [first, second]: readonly (Json | undefined)[]): Json | undefined {
  if (name === "IS_DEFINED") return first !== undefined;
  if (name === "IS_NULL") return first === null;
  if (name === "COUNT")
    throw new SyntaxError("The local cloud emulates COUNT only as SELECT VALUE COUNT(1).");
  if (typeof first !== "string") return undefined;
  if (name === "LOWER") return first.toLowerCase();
  if (name === "UPPER") return first.toUpperCase();
  if (typeof second !== "string") return undefined;
  return name === "STARTSWITH" ? first.startsWith(second) : first.includes(second);
}
