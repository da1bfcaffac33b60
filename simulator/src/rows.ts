import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import type { JsonValue } from "@twin2multicloud/model";
import { parse } from "csv-parse";
import { BadInput } from "./bad-input.ts";

/** The columns of a row; an empty cell of a .csv file is there, but undefined: a reading that was not taken. */
export type Columns = Readonly<Record<string, JsonValue | undefined>>;

/** One row of a file: its number (1 for the first row of data) and its columns, or what is wrong with it. */
export type Row =
  | { readonly number: number; readonly columns: Columns }
  | { readonly number: number; readonly broken: string };

function withoutEmptyCells(cells: Readonly<Record<string, string>>): Columns {
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [name, cell === "" ? undefined : cell]),
  );
}

async function* csvRows(file: string): AsyncGenerator<Row> {
  const input = createReadStream(file);
  const parser = input.pipe(
    parse({ bom: true, columns: true, skip_empty_lines: true, trim: true, relax_column_count: false }),
  );
  input.once("error", (cause) => parser.destroy(cause));
  let number = 0;
  try {
    for await (const cells of parser) {
      const columns = withoutEmptyCells(cells);
      number += 1;
      yield { number, columns };
    }
  } catch (cause) {
    throw new BadInput(
      `${file}, row ${number + 1}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

function parseLine(line: string, number: number): Row {
  try {
    const columns: unknown = JSON.parse(line);
    const isObject = typeof columns === "object" && columns !== null && !Array.isArray(columns);
    return isObject ? { number, columns: { ...columns } } : { number, broken: "the line is no JSON object" };
  } catch {
    return { number, broken: "the line is no JSON" };
  }
}

async function* jsonRows(file: string): AsyncGenerator<Row> {
  const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    if (line.trim() === "") continue;
    number += 1;
    yield parseLine(line.replace(/^\uFEFF/, ""), number);
  }
}

/** The rows of a .csv file (first line = names of the columns) or a .jsonl file, one after the other. */
export function readRows(file: string): AsyncGenerator<Row> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new BadInput(`there is no file ${file}`);
  if (/\.csv$/i.test(file)) return csvRows(file);
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return jsonRows(file);
  throw new BadInput(`${file}: expected a file that ends in .csv or .jsonl`);
}

/** How many rows a file has, and the columns that any of them has. Throws BadInput where it cannot be read. */
export async function surveyRows(file: string): Promise<{ rows: number; columns: ReadonlySet<string> }> {
  let rows = 0;
  const columns = new Set<string>();
  for await (const row of readRows(file)) {
    rows = row.number;
    if ("columns" in row) for (const column of Object.keys(row.columns)) columns.add(column);
  }
  return { rows, columns };
}

/** A digest of a file's content: with the number of a row it makes the row's message id, the same at every replay. */
export async function fileDigest(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("base64url");
}

/** The id of the message that a row becomes. */
export function rowMessageId(digest: string, number: number): string {
  return createHash("sha256").update(`${digest}#${number}`).digest("base64url");
}
