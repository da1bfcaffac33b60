/** One token of a query. */
export interface Token {
  readonly kind: "word" | "parameter" | "number" | "string" | "sign" | "end";
  readonly text: string;
}

const PATTERN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(@[A-Za-z0-9_]+)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(<=|>=|!=|<>|[=<>(),.*[\]-]))/y;

/** Splits a query; fails at the first character that is not understood. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (query.slice(position).trim() !== "") {
    PATTERN.lastIndex = position;
    const found = PATTERN.exec(query);
    if (!found)
      throw new SyntaxError(
        `Syntax error, incorrect syntax near '${query.slice(position).trim().slice(0, 10)}'.`,
      );
    tokens.push(tokenOf(found));
    position = PATTERN.lastIndex;
  }
  return [...tokens, { kind: "end", text: "end of query" }];
}

function tokenOf([, word, parameter, number, doubleQuoted, singleQuoted, sign]: RegExpExecArray): Token {
  if (word !== undefined) return { kind: "word", text: word };
  if (parameter !== undefined) return { kind: "parameter", text: parameter };
  if (number !== undefined) return { kind: "number", text: number };
  if (sign !== undefined) return { kind: "sign", text: sign };
  return { kind: "string", text: (doubleQuoted ?? singleQuoted ?? "").replace(/\\(.)/g, "$1") };
}
