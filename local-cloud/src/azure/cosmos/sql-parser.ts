import type { Expression, OrderKey, Parameters, Projection, Query } from "./sql-ast.ts";
import { createExpressionParser } from "./sql-expressions.ts";
import { createTokenReader } from "./token-reader.ts";
import type { TokenReader } from "./token-reader.ts";

/** Parses the part of Cosmos DB's SQL that is emulated: one container, no joins, groups, subqueries or aggregates but `COUNT(1)`. */
export function parseQuery(text: string, parameters: Parameters): Query {
  const reader = createTokenReader(text);
  reader.expectWord("SELECT");
  const top = reader.takeWord("TOP") ? wholeNumber(reader, parameters) : undefined;
  // The alias is known only after FROM, but paths before it begin with it.
  const alias = aliasOf(text);
  const expressions = createExpressionParser({ reader, parameters, alias });
  const projection = parseProjection(reader, { expression: expressions, alias });
  reader.expectWord("FROM");
  reader.word();
  if (reader.peekAlias()) reader.word();
  const where = reader.takeWord("WHERE") ? expressions() : undefined;
  const order = parseOrder(reader, expressions);
  const offset = reader.takeWord("OFFSET") ? wholeNumber(reader, parameters) : undefined;
  if (offset !== undefined) reader.expectWord("LIMIT");
  const limit = offset === undefined ? undefined : wholeNumber(reader, parameters);
  reader.expectEnd();
  return {
    projection,
    order,
    offset: offset ?? 0,
    ...(top !== undefined && { top }),
    ...(where && { where }),
    ...(limit !== undefined && { limit }),
  };
}

function aliasOf(text: string): string {
  const found = /\bFROM\s+([A-Za-z_]\w*)(?:\s+(?:AS\s+)?(?!WHERE\b|ORDER\b|OFFSET\b)([A-Za-z_]\w*))?/i.exec(
    text,
  );
  if (!found?.[1]) throw new SyntaxError("Syntax error: FROM is missing.");
  return found[2] ?? found[1];
}

interface ProjectionParser {
  readonly expression: () => Expression;
  /** What the container is called, and with it the whole document. */
  readonly alias: string;
}

interface Field {
  readonly name: string;
  readonly expression: Expression;
}

function parseProjection(reader: TokenReader, { expression, alias }: ProjectionParser): Projection {
  if (reader.takeSign("*")) return { kind: "all" };
  if (reader.takeWord("VALUE")) return valueProjection(expression());
  const field = (): Field => fieldOf(expression(), { alias, reader });
  const fields = [field()];
  while (reader.takeSign(",")) fields.push(field());
  return { kind: "fields", fields };
}

function valueProjection(expression: Expression): Projection {
  if (expression.kind !== "call") return { kind: "value", expression };
  if (expression.name === "COUNT") return { kind: "count" };
  return { kind: "value", expression };
}

function fieldOf(expression: Expression, { alias, reader }: { alias: string; reader: TokenReader }): Field {
  const named = reader.takeWord("AS") ? reader.word() : undefined;
  const own = expression.kind === "path" ? (expression.path.at(-1) ?? alias) : undefined;
  const name = named ?? own;
  if (name === undefined) throw new SyntaxError("Syntax error: a selected expression needs a name (AS).");
  return { name, expression };
}

function parseOrder(reader: TokenReader, expression: () => Expression): OrderKey[] {
  if (!reader.takeWord("ORDER")) return [];
  reader.expectWord("BY");
  const keys = [orderKey(reader, expression())];
  while (reader.takeSign(",")) keys.push(orderKey(reader, expression()));
  return keys;
}

function orderKey(reader: TokenReader, expression: Expression): OrderKey {
  if (expression.kind !== "path" || expression.path.length === 0) {
    throw new SyntaxError(
      "Unsupported ORDER BY clause. ORDER BY item expression could not be mapped to a document path.",
    );
  }
  const descending = reader.takeWord("DESC");
  if (!descending) reader.takeWord("ASC");
  return { path: expression.path, descending };
}

function wholeNumber(reader: TokenReader, parameters: Parameters): number {
  const token = reader.next();
  const value = token.kind === "parameter" ? parameters.get(token.text) : Number(token.text);
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new SyntaxError(`Syntax error: expected a whole number, found '${token.text}'.`);
}
