/** A word of the rule language. */
export interface Token {
  readonly kind: "name" | "text" | "number" | "symbol" | "end";
  readonly text: string;
  /** Where it begins, counted from 1. */
  readonly column: number;
}

const TOKEN = /\s*(?:([A-Za-z_$][\w$]*)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(\d+(?:\.\d+)?)|([*(),.]))/y;

/** Splits a rule's SQL into words; throws at the first character that begins none. */
export function sqlTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = sql.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(sql);
    if (!match)
      throw new Error(
        `SQL: cannot read ${JSON.stringify(sql.slice(start, start + 20))} at column ${start + 1}`,
      );
    tokens.push(tokenOf(match, TOKEN.lastIndex - match[0].trimStart().length + 1));
  }
  return [...tokens, { kind: "end", text: "the end", column: end + 1 }];
}

function tokenOf([, name, single, double, number, symbol]: RegExpExecArray, column: number): Token {
  if (name !== undefined) return { kind: "name", text: name, column };
  if (number !== undefined) return { kind: "number", text: number, column };
  if (symbol !== undefined) return { kind: "symbol", text: symbol, column };
  return { kind: "text", text: single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? "", column };
}
