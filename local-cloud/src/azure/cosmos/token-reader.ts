import { tokensOf } from "./sql-tokens.ts";
import type { Token } from "./sql-tokens.ts";

/** Walks over the tokens of a query; key words are compared without regard to case. */
export interface TokenReader {
  readonly peek: Token;
  next(): Token;
  /** Takes the token if it is this key word or sign. */
  takeWord(word: string): boolean;
  takeSign(sign: string): boolean;
  expectWord(word: string): void;
  expectSign(sign: string): void;
  expectEnd(): void;
  /** Any word, as it is written. */
  word(): string;
  /** Whether an alias follows, with or without AS, which is taken. */
  peekAlias(): boolean;
}

const AFTER_FROM = ["WHERE", "ORDER", "OFFSET", "JOIN", "GROUP"];

/** Makes a reader at the beginning of a query. */
export function createTokenReader(text: string): TokenReader {
  const tokens = tokensOf(text);
  const end: Token = { kind: "end", text: "end of query" };
  let position = 0;
  const peek = (): Token => tokens[position] ?? end;
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const isWord = (word: string): boolean => peek().kind === "word" && peek().text.toUpperCase() === word;
  const isSign = (sign: string): boolean => peek().kind === "sign" && peek().text === sign;
  const take = (found: boolean): boolean => {
    if (found) position += 1;
    return found;
  };
  const expect = (found: boolean, wanted: string): void => {
    if (!take(found))
      throw new SyntaxError(`Syntax error, incorrect syntax near '${peek().text}', expected ${wanted}.`);
  };
  return {
    get peek() {
      return peek();
    },
    next,
    takeWord: (word) => take(isWord(word)),
    takeSign: (sign) => take(isSign(sign)),
    expectWord: (word) => expect(isWord(word), word),
    expectSign: (sign) => expect(isSign(sign), sign),
    expectEnd: () => expect(peek().kind === "end", "the end of the query"),
    word() {
      const token = peek();
      expect(token.kind === "word", "a name");
      return token.text;
    },
    peekAlias() {
      take(isWord("AS"));
      return peek().kind === "word" && !AFTER_FROM.includes(peek().text.toUpperCase());
    },
  };
}
