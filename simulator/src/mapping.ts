import type { DataType, JsonObject, JsonValue } from "@twin2multicloud/model";
import { BadInput } from "./bad-input.ts";
import { checkPropertyName, readTime } from "./reading.ts";
import type { Reading } from "./reading.ts";
import type { Columns, Row } from "./rows.ts";
import { dataTypeOf, readValue } from "./value.ts";

/** Which property a column becomes, and of which type where that is said. */
export interface ColumnMap {
  readonly column: string;
  readonly property: string;
  readonly type?: DataType;
}

/** Reads `column=property` or `column=property:TYPE`. */
export function parseColumnMap(text: string): ColumnMap {
  const match = /^(.+?)=([^:]+)(?::(.+))?$/s.exec(text);
  if (!match) throw new BadInput(`--map ${text}: expected column=property or column=property:TYPE`);
  const [, column = "", property = "", type] = match;
  checkPropertyName(property);
  return { column, property, ...(type === undefined ? {} : { type: dataTypeOf(type) }) };
}

function valueIn(cell: JsonValue, { type }: ColumnMap): JsonValue {
  return typeof cell === "string" ? readValue(cell, type) : cell;
}

function cellOf(columns: Columns, column: string): JsonValue | undefined {
  return Object.hasOwn(columns, column) ? columns[column] : undefined;
}

function propertiesOf(columns: Columns, maps: readonly ColumnMap[]): JsonObject {
  const properties: JsonObject = {};
  for (const map of maps) {
    const cell = cellOf(columns, map.column);
    if (cell !== undefined) properties[map.property] = valueIn(cell, map);
  }
  return properties;
}

/** At most so many columns of a file are listed. */
const MAX_LISTED = 40;

/** Throws BadInput for a file without rows, and for a column that no row of it has. */
export function checkColumns(
  { file, rows, columns }: { file: string; rows: number; columns: ReadonlySet<string> },
  wanted: { timeColumn: string; maps: readonly ColumnMap[] },
): void {
  if (rows === 0) throw new BadInput(`${file} has no rows`);
  const options = [
    ["--time-column", wanted.timeColumn] as const,
    ...wanted.maps.map(({ column }) => ["--map", column] as const),
  ];
  const listed = [...columns].slice(0, MAX_LISTED).map((column) => JSON.stringify(column));
  const known = columns.size > MAX_LISTED ? `${listed.join(", ")}, ...` : listed.join(", ") || "none";
  for (const [option, column] of options) {
    if (!columns.has(column))
      throw new BadInput(
        `${option}: ${file} has no column ${JSON.stringify(column)}; the columns there are: ${known}`,
      );
  }
}

/** Turns a row into the reading of a device. Throws BadInput that names the row. */
export function readingOf(
  row: Row,
  options: {
    device: string;
    timeColumn: string;
    maps: readonly ColumnMap[];
    messageId: (number: number) => string;
  },
): Reading {
  try {
    if ("broken" in row) throw new BadInput(row.broken);
    return {
      device_id: options.device,
      time: readTime(cellOf(row.columns, options.timeColumn)),
      message_id: options.messageId(row.number),
      properties: propertiesOf(row.columns, options.maps),
    };
  } catch (cause) {
    throw new BadInput(`row ${row.number}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
