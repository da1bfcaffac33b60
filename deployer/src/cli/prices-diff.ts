import { compareCatalogues } from "@twin2multicloud/optimizer";
import type { CatalogueComparison, PriceChange } from "@twin2multicloud/optimizer";
import { EXIT } from "../failure.ts";
import { farMoves } from "../prices/accept-prices.ts";
import { readCatalogue } from "../prices/catalogue-in-use.ts";
import { readCandidate } from "../prices/fetch-report.ts";
import type { FetchReport } from "../prices/fetch-report.ts";
import type { Console } from "./context.ts";
import { CLOUD_TITLES } from "../prices/cloud-titles.ts";
import { plain, tableOf } from "./prices-table.ts";
import type { CommandResult } from "./result.ts";

const HEAD = ["", "meter", "what", "old", "new", "moved", "unit"];
const PERCENT = 100;

function moved(factor: number | null): string {
  if (factor === null) return "was 0";
  const percent = (factor - 1) * PERCENT;
  return `${percent > 0 ? "+" : ""}${percent.toFixed(1)} %`;
}

function changeCells({ meter, part, unit, old, new: now, factor, far }: PriceChange): string[] {
  return [far ? "!" : "", meter, part, plain(old), plain(now), moved(factor), unit];
}

function diffText({ clouds, currency }: CatalogueComparison, { kept, fetched_at }: FetchReport): string {
  const tables = clouds
    .filter(({ changes }) => changes.length > 0)
    .map(({ cloud, changes }) =>
      [CLOUD_TITLES[cloud], ...tableOf(HEAD, changes.map(changeCells))].join("\n"),
    );
  const rate =
    currency && `1 USD: ${plain(currency.old)} -> ${plain(currency.new)} EUR${currency.far ? " !" : ""}`;
  return [
    `Prices fetched at ${fetched_at} against those in use`,
    ...(tables.length === 0 ? ["no price differs"] : tables),
    ...(rate ? [rate] : []),
    ...kept.map(({ meter, kind, detail }) => `${kind}: ${meter}: ${detail}; the old row is kept`),
  ].join("\n");
}

/** `twin prices diff`: how the fetched prices differ from those in use; marks what moved by more than 30 %. */
export async function pricesDiff({ machine }: Console): Promise<CommandResult> {
  const { catalogue, report } = await readCandidate(machine);
  const comparison = compareCatalogues(await readCatalogue(machine), catalogue);
  const { fetched_at, kept } = report;
  return {
    json: { fetched_at, ...comparison, kept, moved: farMoves(comparison) },
    text: diffText(comparison, report),
    exitCode: EXIT.ok,
  };
}
