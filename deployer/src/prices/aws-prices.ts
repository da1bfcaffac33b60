import * as z from "zod/mini";
import { isMeterId } from "@twin2multicloud/optimizer";
import { Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { signedForm } from "../status/sigv4.ts";
import type { AwsKeys } from "../status/sigv4.ts";
import { allPages } from "./all-pages.ts";
import type { Page } from "./all-pages.ts";
import { AWS_FILTERS, AWS_REGION } from "./aws-filters.ts";
import type { AwsFilter } from "./aws-filters.ts";
import type { Offer, PriceSource } from "./offer.ts";
import { patientHttp } from "./patient-http.ts";
import type { PatientHttp } from "./patient-http.ts";
import { vendorJson } from "./vendor-json.ts";

const VENDOR = "the AWS Price List API";
const API_REGION = "us-east-1";
const HOST = `api.pricing.${API_REGION}.amazonaws.com`;

/** Far below the API's own rate, which AWS does not publish. */
const PAUSE_MS = 100;

const answerSchema = z.looseObject({
  PriceList: z.array(z.string()),
  NextToken: z.optional(z.nullable(z.string())),
});

const dimensionSchema = z.looseObject({
  unit: z.string(),
  beginRange: z._default(z.string(), "0"),
  pricePerUnit: z.record(z.string(), z.string()),
});

/** A product as each text of `PriceList` holds it (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html). */
const productSchema = z.looseObject({
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

type Product = z.infer<typeof productSchema>;
type Dimension = z.infer<typeof dimensionSchema>;

function requestBody({ service, attributes }: AwsFilter, next: string | undefined): string {
  const filters = Object.entries(attributes).map(([Field, Value]) => ({ Type: "TERM_MATCH", Field, Value }));
  return JSON.stringify({
    ServiceCode: service,
    FormatVersion: "aws_v1",
    Filters: filters,
    MaxResults: 100,
    ...(next === undefined ? {} : { NextToken: next }),
  });
}

/** Looked at again here, for the API compares without regard to case. */
function fits({ product }: Product, { attributes }: AwsFilter): boolean {
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

/** Each unit of each term of a product is an offer: some products are listed in two spellings of the same unit. */
function offersOf({ product, terms }: Product): Offer[] {
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

function asker(send: PatientHttp, keys: AwsKeys, clock: Machine["clock"]) {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSPriceListService.GetProducts",
  };
  const page = async (filter: AwsFilter, next: string | undefined): Promise<Page<Product>> => {
    const post = {
      service: "pricing",
      region: API_REGION,
      host: HOST,
      headers,
      body: requestBody(filter, next),
    };
    const answer = vendorJson(VENDOR, answerSchema, await send(() => signedForm(post, keys, clock.now())));
    return {
      items: answer.PriceList.map((text) => vendorJson(VENDOR, productSchema, text)),
      next: answer.NextToken || undefined,
    };
  };
  return async (filter: AwsFilter): Promise<Offer[]> => {
    const products = await allPages(VENDOR, (next) => page(filter, next));
    return products.filter((product) => fits(product, filter)).flatMap(offersOf);
  };
}

function filterText({ service, attributes }: AwsFilter): string {
  const terms = Object.entries(attributes).map(([name, value]) => `${name}=${value}`);
  return `GetProducts ${service}: ${terms.join(", ")}`;
}

/** The prices of AWS by its Price List Query API. Throws a Failure for a region that it has no filters for. */
export function awsPrices(
  machine: Pick<Machine, "http" | "clock">,
  keys: AwsKeys,
  region: string,
): PriceSource {
  if (region !== AWS_REGION)
    throw new Failure(`prices of AWS are fetched for ${AWS_REGION}, not for ${region}`);
  const send = patientHttp(machine, {
    name: VENDOR,
    pauseMs: PAUSE_MS,
    secrets: [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken ?? ""],
    advice: "Check that the keys are valid and that the account may call pricing:GetProducts.",
    // The JSON protocol of AWS throttles with status 400 (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html).
    isBusy: ({ status, body }) => status === 400 && body.includes("ThrottlingException"),
  });
  const ask = asker(send, keys, machine.clock);
  return {
    api: `AWS Price List Query API, https://${HOST}`,
    questions: Object.entries(AWS_FILTERS).flatMap(([meter, filter]) =>
      isMeterId(meter)
        ? [{ meter, filter: filterText(filter), units: filter.units, ask: () => ask(filter) }]
        : [],
    ),
  };
}
