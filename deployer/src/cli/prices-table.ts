import type { Cloud, PriceRow } from "@twin2multicloud/model";
import { exact } from "@twin2multicloud/optimizer";

const HEAD = ["", "meter", "USD", "per", "as of", "from"];

/** A number as people write it, without an exponent. */
export const plain = (value: number): string => exact(value).toString();

/** Each band in a line of its own. */
function priceTexts({ tiers }: PriceRow): string[] {
  if (tiers.length === 1) return tiers.map(({ price }) => plain(price));
  return tiers.map(({ up_to, price }) =>
    up_to === null ? `${plain(price)} above` : `${plain(price)} to ${plain(up_to)}`,
  );
}

function freeTexts({ free }: PriceRow): string[] {
  return free ? [`${plain(free.quantity)} free per ${free.scope}`] : [];
}

function lines(row: PriceRow): string[][] {
  const mark = row.suspicious === undefined ? "" : "!";
  const rest = [row.per, row.as_of.slice(0, 10), row.provenance];
  return [...priceTexts(row), ...freeTexts(row)].map((price, index) =>
    index === 0 ? [mark, row.meter, price, ...rest] : ["", "", price],
  );
}

/** Lines of a table with columns of equal width. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join("  ")
      .trimEnd(),
  );
}

/** The rows of one cloud as a table; suspicious ones bear an exclamation mark. */
export function priceTable(title: string, rows: readonly PriceRow[]): string {
  return [title, ...columns([HEAD, ...rows.flatMap(lines)])].join("\n");
}

/** The name of a cloud in a heading. */
export const CLOUD_TITLES: Readonly<Record<Cloud, string>> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
};
