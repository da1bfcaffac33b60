import * as z from "zod/mini";
import type { AwsFilter } from "./aws-filters.ts";
import type { Offer } from "./offer.ts";

const dimensionSchema = z.looseObject({
  unit: z.string(),
  beginRange: z._default(z.string(), "0"),
  pricePerUnit: z.record(z.string(), z.string()),
});

/** A product as each text of `PriceList` holds it (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html). */
export const awsProductSchema = z.looseObject({
  product: z.looseObject({
    sku: z.string(),
    productFamily: z.optional(z.string()),
    attributes: z.record(z.string(), z.string()),
  }),
  terms: z.looseObject({
    OnDemand: z._default(
      z.record(z.string(), z.looseObject({ priceDimensions: z.record(z.string(), dimensionSchema) })),
      {},
    ),
  }),
});

/** A product and its prices. */
export type AwsProduct = z.infer<typeof awsProductSchema>;
type Dimension = z.infer<typeof dimensionSchema>;

/** Tells whether a product has exactly the attributes of a filter: the API may compare less strictly. */
export function fitsAws({ product }: AwsProduct, { attributes }: AwsFilter): boolean {
  const all: Readonly<Record<string, string | undefined>> = {
    ...product.attributes,
    productFamily: product.productFamily,
  };
  return Object.entries(attributes).every(([name, value]) => all[name] === value);
}

function offerOf(sku: string, dimensions: readonly Dimension[]): Offer {
  const [first] = dimensions;
  const currencies = Object.keys(first?.pricePerUnit ?? {});
  const currency = currencies.includes("USD") ? "USD" : (currencies[0] ?? "no currency");
  return {
    id: sku,
    unit: first?.unit ?? "",
    currency,
    bands: dimensions.map(({ beginRange, pricePerUnit }) => ({
      from: beginRange,
      price: pricePerUnit[currency] ?? "",
    })),
  };
}

/** The prices of a product: each unit of each term is an offer, for some products are listed in two spellings of the same unit. */
export function awsOffers({ product, terms }: AwsProduct): Offer[] {
  return Object.values(terms.OnDemand).flatMap(({ priceDimensions }) => {
    const dimensions = Object.values(priceDimensions);
    const units = [...new Set(dimensions.map(({ unit }) => unit))];
    return units.map((unit) =>
      offerOf(
        product.sku,
        dimensions.filter((dimension) => dimension.unit === unit),
      ),
    );
  });
}
