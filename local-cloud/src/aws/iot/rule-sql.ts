import { sqlTokens } from "./sql-tokens.ts";
import type { Token } from "./sql-tokens.ts";
import { filterComplaint } from "./topic-filter.ts";

/** What a SELECT list may hold. */
export type Expression =
  | { readonly kind: "all" }
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "property"; readonly path: readonly string[] }
  | { readonly kind: "call"; readonly name: FunctionName; readonly parameters: readonly Expression[] };

/** A column: an expression and the name that the result has it under; `*` alone has none. */
export interface Column {
  readonly expression: Expression;
  readonly name?: string;
}

/** SELECT columns FROM 'filter'. */
export interface RuleSql {
  readonly columns: readonly Column[];
  readonly filter: string;
}

/** The functions of the rule language that are known here, with the number of parameters that they take. */
const FUNCTIONS = {
  encode: [2, 2],
  topic: [0, 1],
  timestamp: [0, 0],
  traceid: [0, 0],
  clientid: [0, 0],
} as const;

/** A function of the rule language. */
export type FunctionName = keyof typeof FUNCTIONS;

/** Reads the SQL of a topic rule: a SELECT list and a FROM, without WHERE. Throws with the column of what it does not know. */
export function parseRuleSql(sql: string): RuleSql {
  const reader = createReader(sqlTokens(sql));
  reader.keyword("SELECT");
  const columns = [parseColumn(reader)];
  while (reader.take(",")) columns.push(parseColumn(reader));
  reader.keyword("FROM");
  const filter = reader.expect("text").text;
  reader.expect("end");
  const complaint = filterComplaint(filter);
  if (complaint !== undefined) throw new Error(`SQL: ${complaint}, found '${filter}'`);
  return { columns, filter };
}

interface Reader {
  readonly next: Token;
  /** Takes the next word if it is this symbol. */
  take(symbol: string): boolean;
  /** Takes the next word if it is this keyword. */
  takeKeyword(word: string): boolean;
  keyword(word: string): void;
  expect(kind: Token["kind"]): Token;
  symbol(symbol: string): void;
}

function createReader(tokens: readonly Token[]): Reader {
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: "end", text: "the end", column: 0 };
  const isKeyword = (word: string): boolean => peek().kind === "name" && peek().text.toUpperCase() === word;
  const refuse = (wanted: string): never => {
    throw new Error(`SQL: expected ${wanted} at column ${peek().column}, found ${peek().text}`);
  };
  const reader: Reader = {
    get next() {
      return peek();
    },
    take(symbol) {
      const found = peek().kind === "symbol" && peek().text === symbol;
      if (found) position += 1;
      return found;
    },
    takeKeyword(word) {
      const found = isKeyword(word);
      if (found) position += 1;
      return found;
    },
    keyword: (word) => void (reader.takeKeyword(word) || refuse(word)),
    symbol: (symbol) => void (reader.take(symbol) || refuse(symbol)),
    expect(kind) {
      const token = peek();
      if (token.kind !== kind)
        return refuse(kind === "end" ? "the end (WHERE is not emulated)" : `a ${kind}`);
      position += 1;
      return token;
    },
  };
  return reader;
}

function parseColumn(reader: Reader): Column {
  const expression = parseExpression(reader);
  if (reader.takeKeyword("AS")) return { expression, name: reader.expect("name").text };
  if (expression.kind === "all") return { expression };
  return {
    expression,
    name: expression.kind === "property" ? (expression.path.at(-1) ?? "") : defaultName(expression),
  };
}

function parseExpression(reader: Reader): Expression {
  if (reader.take("*")) return { kind: "all" };
  if (reader.next.kind === "text") return { kind: "literal", value: reader.expect("text").text };
  if (reader.next.kind === "number") return { kind: "literal", value: Number(reader.expect("number").text) };
  const name = reader.expect("name");
  if (reader.take("(")) return parseCall(reader, name);
  const path = [name.text];
  while (reader.take(".")) path.push(reader.expect("name").text);
  return { kind: "property", path };
}

function parseCall(reader: Reader, { text, column }: Token): Expression {
  const name = text.toLowerCase();
  if (!isFunctionName(name))
    throw new Error(`SQL: the local cloud does not emulate the function ${text} at column ${column}`);
  const parameters: Expression[] = [];
  if (!reader.take(")")) {
    do parameters.push(parseExpression(reader));
    while (reader.take(","));
    reader.symbol(")");
  }
  const [fewest, most] = FUNCTIONS[name];
  if (parameters.length < fewest || parameters.length > most)
    throw new Error(`SQL: wrong number of parameters of ${text} at column ${column}`);
  return { kind: "call", name, parameters };
}

function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function defaultName(expression: Expression): string {
  return expression.kind === "call" ? expression.name : "literal";
}
