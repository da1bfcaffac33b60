import type { PriceRow } from "@twin2multicloud/model";
import { exact } from "@twin2multicloud/optimizer";
import { inColumns } from "../optimize/text/columns.ts";

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

/** A heading and rows as lines of aligned columns. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return inColumns(
    [head, ...rows],
    head.map(() => "left"),
  );
}

/** The rows of one cloud as a table; suspicious ones bear an exclamation mark. */
export function priceTable(title: string, rows: readonly PriceRow[]): string {
  return [title, ...tableOf(HEAD, rows.flatMap(lines))].join("\n");
}
