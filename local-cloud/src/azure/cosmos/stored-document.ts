import type { Document } from "./sql-ast.ts";

/** A document with what the service knows of it. */
export interface StoredDocument {
  readonly document: Document;
  /** Grows with every write: the order in which documents came. */
  readonly sequence: number;
  readonly etag: string;
  /** Seconds since 1970. */
  readonly ts: number;
}
