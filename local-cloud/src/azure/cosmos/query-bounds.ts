import type { Expression, Json } from "./sql-ast.ts";
import type { Range } from "./sorted-index.ts";

/** The conditions of a filter that must all hold. */
export function conjuncts(where: Expression | undefined): Expression[] {
  if (!where) return [];
  return where.kind === "and" ? [...conjuncts(where.left), ...conjuncts(where.right)] : [where];
}

/** The value that a path must equal, if the conditions name one. */
export function equalTo(
  conditions: readonly Expression[],
  path: readonly string[],
): { value: Json } | undefined {
  for (const condition of conditions) {
    const found = boundOf(condition, path);
    if (found?.operator === "=" && found.value !== undefined) return { value: found.value };
  }
  return undefined;
}

/** The part of an index that the conditions leave; what it holds too much is filtered afterwards. */
export function rangeOf(conditions: readonly Expression[], path: readonly string[]): Range {
  let range: Range = {};
  for (const condition of conditions) {
    const { operator, value } = boundOf(condition, path) ?? {};
    if (operator === ">=" || operator === "=") range = { ...range, from: { value, sequence: 0 } };
    if (operator === ">") range = { ...range, from: { value, sequence: Infinity } };
    if (operator === "<=" || operator === "=") range = { ...range, to: { value, sequence: Infinity } };
    if (operator === "<") range = { ...range, to: { value, sequence: 0 } };
  }
  return range;
}

function boundOf(
  condition: Expression,
  path: readonly string[],
): { operator: string; value: Json | undefined } | undefined {
  if (condition.kind !== "compare" || condition.left.kind !== "path" || condition.right.kind !== "value")
    return undefined;
  const same = JSON.stringify(condition.left.path) === JSON.stringify(path);
  return same ? { operator: condition.operator, value: condition.right.value } : undefined;
}
