import * as z from "zod/mini";
import { CLOUDS } from "./clouds.ts";
import type { Cloud } from "./clouds.ts";

/** Far above every price of a cloud; what is computed from prices still has a floating point number. */
const MOST_PRICE = 1e9;
const MOST_QUANTITY = 1e18;

const price = z.number().check(z.gte(0), z.lte(MOST_PRICE));
const amount = z.number().check(z.gte(0), z.lte(MOST_QUANTITY));
const moment = z.iso.datetime("a date and time in ISO 8601, such as 2026-01-31T00:00:00Z");
const text = z.string().check(z.minLength(1));

/** Where a value comes from: read from the vendor's API, entered by hand from the vendor's page, or carried over unproven. */
const PROVENANCES = ["fetched", "curated", "fallback"] as const;

/** One price of a band of quantities, up to and including `up_to`; the last band of a row is open (null). */
const tierSchema = z.strictObject({ up_to: z.nullable(amount), price });

/** What costs nothing: the first `quantity` units of a month, once for the account or once for each resource. */
const freeSchema = z.strictObject({ quantity: amount, scope: z.enum(["account", "resource"]) });

/** What a row includes besides the unit itself, such as the messages of an IoT Hub unit: for readers, no model computes with it. */
const includedSchema = z.strictObject({ quantity: amount, unit: text, overage: z.optional(price) });

/**
 * The price of one meter in one region at one date, in US dollars per unit of the meter. Bands are absolute: a
 * quantity that is free still counts towards them.
 */
export const priceRowSchema = z.strictObject({
  meter: text,
  per: text,
  tiers: z.array(tierSchema).check(z.minLength(1)),
  free: z.optional(freeSchema),
  included: z.optional(z.array(includedSchema)),
  as_of: moment,
  source: text,
  provenance: z.enum(PROVENANCES),
  /** How the vendor's API is asked for exactly this price. */
  fetch: z.optional(text),
  /** Why the value may be wrong. */
  suspicious: z.optional(text),
  note: z.optional(text),
});

/** One price, with its unit, date and source. */
export type PriceRow = z.infer<typeof priceRowSchema>;

/** One band of a price. */
export type Tier = PriceRow["tiers"][number];

/** The prices of one cloud in one region. `digest` names the published snapshot that the rows were taken from. */
const cloudCatalogueSchema = z.strictObject({
  schema: z.literal("price-catalogue.v1"),
  cloud: z.enum(CLOUDS),
  region: text,
  /** Where data in the region lies: ISO 3166 country, and the union that the country belongs to. */
  location: z.strictObject({ country: text, union: z.optional(text) }),
  as_of: moment,
  source: text,
  digest: z.optional(text),
  rows: z.array(priceRowSchema),
});

const LEAST_RATE = 0.001;
const MOST_RATE = 1000;

/** The dated rate by which dollars become euros. */
const currencyRateSchema = z.strictObject({
  usd_to_eur: z.number().check(z.gte(LEAST_RATE), z.lte(MOST_RATE)),
  as_of: moment,
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
