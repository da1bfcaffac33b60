import * as z from "zod/mini";
import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import { PROVENANCES, priceRowSchema } from "./price-row.ts";
import type { PriceRow } from "./price-row.ts";

const text = z.string().check(z.minLength(1));

/** The prices of one cloud in one region. `digest` names the published snapshot that the rows were taken from. */
export const cloudCatalogueSchema = z.strictObject({
  schema: z.literal("price-catalogue.v1"),
  cloud: z.enum(CLOUDS),
  region: text,
  /** Where data in the region lies: ISO 3166 country, and the union that the country belongs to. */
  location: z.strictObject({ country: text, union: z.optional(text) }),
  as_of: z.iso.datetime(),
  source: text,
  digest: z.optional(text),
  rows: z.array(priceRowSchema),
});

/** The dated rate by which dollars become euros. */
export const currencyRateSchema = z.strictObject({
  usd_to_eur: z.number().check(z.gt(0)),
  as_of: z.iso.datetime(),
  source: text,
  provenance: z.enum(PROVENANCES),
  suspicious: z.optional(text),
});

/** Everything that prices are read from: one region of each cloud and the rate of exchange. */
export const catalogueSchema = z.strictObject({
  clouds: z.record(z.enum(CLOUDS), cloudCatalogueSchema),
  currency: currencyRateSchema,
});

/** The prices of one cloud. */
export type CloudCatalogue = z.infer<typeof cloudCatalogueSchema>;

/** The rate of exchange. */
export type CurrencyRate = z.infer<typeof currencyRateSchema>;

/** The prices of the three clouds and the rate of exchange. */
export type Catalogue = Readonly<{ clouds: Readonly<Record<Cloud, CloudCatalogue>>; currency: CurrencyRate }>;

/** Finds rows by meter; made once for a catalogue. */
export type PriceBook = (meter: string) => PriceRow;

/** The rows of a catalogue by meter. Throws a RangeError that names the meter when it has no row. */
export function priceBookOf(rows: Iterable<PriceRow>): PriceBook {
  const byMeter = new Map([...rows].map((row) => [row.meter, row]));
  return (meter) => {
    const row = byMeter.get(meter);
    if (!row) throw new RangeError(`the catalogue has no price for ${meter}`);
    return row;
  };
}

/** All rows of a catalogue, cloud by cloud. */
export function rowsOf(catalogue: Catalogue): PriceRow[] {
  return CLOUDS.flatMap((cloud) => catalogue.clouds[cloud].rows);
}
