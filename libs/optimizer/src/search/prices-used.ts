import type { Catalogue, Cloud, PriceRow } from "@twin2multicloud/model";
import { ageWarnings, priceAges } from "../catalogue/age.ts";
import { rowsOf } from "../catalogue/price-book.ts";
import type { CostModel } from "../model/cost-model.ts";
import { byCloud } from "./keyed.ts";
import { cloudOfMeter } from "./prices-read.ts";
import type { OptimizeResult } from "./result.ts";

/** The prices of a model, the catalogue in use, and when they are asked for. */
export interface PriceSource {
  readonly model: Pick<CostModel, "name" | "clouds">;
  readonly catalogue: Catalogue;
  /** All rows that the model reads. */
  readonly rows: readonly PriceRow[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

function readsCatalogue({ catalogue, rows }: PriceSource): boolean {
  const known = new Set(rowsOf(catalogue));
  return rows.some((row) => known.has(row));
}

function oldest(rows: readonly PriceRow[], cloud: Cloud): string | undefined {
  const dates = rows.filter(({ meter }) => cloudOfMeter(meter) === cloud).map((row) => row.as_of);
  return dates.sort()[0];
}

/** The clouds as the model's own rows date them, for a model that brings its prices along. */
function ownDates({ catalogue: { clouds }, rows, model }: PriceSource): Catalogue["clouds"] {
  const dated = (cloud: Cloud): Catalogue["clouds"][Cloud] => ({
    ...clouds[cloud],
    region: `prices of ${model.name}`,
    as_of: oldest(rows, cloud) ?? clouds[cloud].as_of,
  });
  return byCloud(dated);
}

/** The region, date and age of the prices of each cloud that a model knows. */
export function pricesUsed(source: PriceSource): OptimizeResult["prices"] {
  const clouds = readsCatalogue(source) ? source.catalogue.clouds : ownDates(source);
  const ages = priceAges({ clouds }, source.now).filter(({ cloud }) => source.model.clouds.includes(cloud));
  return Object.fromEntries(
    ages.map(({ cloud, asOf, days }) => [
      cloud,
      { region: clouds[cloud].region, as_of: asOf, age_days: days },
    ]),
  );
}

/** A sentence for each cloud whose prices in the catalogue are old; none for a model that brings its prices along. */
export function oldPriceWarnings(source: PriceSource): string[] {
  return readsCatalogue(source) ? ageWarnings(source.catalogue, source.now) : [];
}
