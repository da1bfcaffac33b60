/** JSON as documents hold it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A document. */
export type Document = { [name: string]: Json };

/** An expression over one document; a path is relative to it. */
export type Expression =
  | { readonly kind: "value"; readonly value: Json | undefined }
  | { readonly kind: "path"; readonly path: readonly string[] }
  | {
      readonly kind: "compare";
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "and"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "in"; readonly operand: Expression; readonly list: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] };

/** A comparison of two values. */
export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** What a query returns of each document, or of all together. */
export type Projection =
  | { readonly kind: "all" }
  | { readonly kind: "count" }
  | { readonly kind: "value"; readonly expression: Expression }
  | {
      readonly kind: "fields";
      readonly fields: readonly { readonly name: string; readonly expression: Expression }[];
    };

/** One key of an order. */
export interface OrderKey {
  readonly path: readonly string[];
  readonly descending: boolean;
}

/** A whole query. */
export interface Query {
  readonly projection: Projection;
  readonly top?: number;
  readonly where?: Expression;
  readonly order: readonly OrderKey[];
  readonly offset: number;
  readonly limit?: number;
}

/** Values of the parameters of a query, by name with its `@`. */
export type Parameters = ReadonlyMap<string, Json | undefined>;
