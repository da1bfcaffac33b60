import type { Comparison, Expression, Parameters } from "./sql-ast.ts";
import type { TokenReader } from "./token-reader.ts";

/** What expressions are parsed with. */
export interface ExpressionContext {
  readonly reader: TokenReader;
  readonly parameters: Parameters;
  /** What the container is called in the query. */
  readonly alias: string;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
const FUNCTIONS = ["COUNT", "STARTSWITH", "IS_DEFINED", "IS_NULL", "CONTAINS", "LOWER", "UPPER"];

/** Makes the function that parses one expression at the reader's place. */
export function createExpressionParser(context: ExpressionContext): () => Expression {
  const { reader } = context;

  function or(): Expression {
    let left = and();
    while (reader.takeWord("OR")) left = { kind: "or", left, right: and() };
    return left;
  }

  function and(): Expression {
    let left = not();
    while (reader.takeWord("AND")) left = { kind: "and", left, right: not() };
    return left;
  }

  function not(): Expression {
    return reader.takeWord("NOT") ? { kind: "not", operand: not() } : comparison();
  }

  function comparison(): Expression {
    const left = operand();
    if (reader.takeWord("IN")) return { kind: "in", operand: left, list: listed() };
    if (reader.takeWord("BETWEEN")) return between(left);
    const operator = reader.peek.kind === "sign" ? COMPARISONS[reader.peek.text] : undefined;
    if (!operator) return left;
    reader.next();
    return { kind: "compare", operator, left, right: operand() };
  }

  function between(value: Expression): Expression {
    const low = operand();
    reader.expectWord("AND");
    const atLeast: Expression = { kind: "compare", operator: ">=", left: value, right: low };
    return {
      kind: "and",
      left: atLeast,
      right: { kind: "compare", operator: "<=", left: value, right: operand() },
    };
  }

  function listed(): Expression[] {
    reader.expectSign("(");
    if (reader.takeSign(")")) return [];
    const items = [or()];
    while (reader.takeSign(",")) items.push(or());
    reader.expectSign(")");
    return items;
  }

  function operand(): Expression {
    if (reader.takeSign("(")) {
      const inner = or();
      reader.expectSign(")");
      return inner;
    }
    const negative = reader.takeSign("-");
    const token = reader.next();
    if (token.kind === "number") return { kind: "value", value: (negative ? -1 : 1) * Number(token.text) };
    if (token.kind === "string") return { kind: "value", value: token.text };
    if (token.kind === "parameter") return parameter(token.text);
    if (token.kind === "word") return named(token.text);
    throw new SyntaxError(`Syntax error, incorrect syntax near '${token.text}'.`);
  }

  function parameter(name: string): Expression {
    if (!context.parameters.has(name))
      throw new SyntaxError(`The query has no value for the parameter ${name}.`);
    return { kind: "value", value: context.parameters.get(name) };
  }

  function named(word: string): Expression {
    const upper = word.toUpperCase();
    if (upper === "TRUE" || upper === "FALSE") return { kind: "value", value: upper === "TRUE" };
    if (upper === "NULL") return { kind: "value", value: null };
    if (upper === "UNDEFINED") return { kind: "value", value: undefined };
    if (word === context.alias) return { kind: "path", path: path() };
    if (FUNCTIONS.includes(upper)) return { kind: "call", name: upper, operands: listed() };
    throw new SyntaxError(`Identifier '${word}' could not be resolved.`);
  }

  function path(): string[] {
    const segments: string[] = [];
    for (;;) {
      if (reader.takeSign(".")) segments.push(reader.word());
      else if (reader.takeSign("[")) {
        segments.push(reader.next().text);
        reader.expectSign("]");
      } else return segments;
    }
  }

  return or;
}
