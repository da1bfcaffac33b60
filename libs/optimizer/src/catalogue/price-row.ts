import * as z from "zod/mini";

const amount = z.number().check(z.gte(0));
const text = z.string().check(z.minLength(1));

/** Where a value comes from: read from the vendor's API, entered by hand from the vendor's page, or carried over unproven. */
export const PROVENANCES = ["fetched", "curated", "fallback"] as const;

/** One price of a band of quantities, up to and including `up_to`; the last band of a row is open (null). */
const tierSchema = z.strictObject({ up_to: z.nullable(amount), price: amount });

/** What costs nothing: the first `quantity` units of a month, once for the account or once for each resource. */
const freeSchema = z.strictObject({ quantity: amount, scope: z.enum(["account", "resource"]) });

/** What a row includes besides the unit itself, such as the messages of an IoT Hub unit. */
const includedSchema = z.strictObject({ quantity: amount, unit: text, overage: z.optional(amount) });

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
  as_of: z.iso.datetime(),
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
