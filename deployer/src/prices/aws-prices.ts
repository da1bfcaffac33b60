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
import { awsOffers, awsProductSchema, fitsAws } from "./aws-product.ts";
import type { AwsProduct } from "./aws-product.ts";
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

function asker(send: PatientHttp, keys: AwsKeys, clock: Machine["clock"]) {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSPriceListService.GetProducts",
  };
  const page = async (filter: AwsFilter, next: string | undefined): Promise<Page<AwsProduct>> => {
    const post = {
      service: "pricing",
      region: API_REGION,
      host: HOST,
      headers,
      body: requestBody(filter, next),
    };
    const answer = vendorJson(VENDOR, answerSchema, await send(() => signedForm(post, keys, clock.now())));
    return {
      items: answer.PriceList.map((text) => vendorJson(VENDOR, awsProductSchema, text)),
      next: answer.NextToken || undefined,
    };
  };
  return async (filter: AwsFilter): Promise<Offer[]> => {
    const products = await allPages(VENDOR, (next) => page(filter, next));
    return products.filter((product) => fitsAws(product, filter)).flatMap(awsOffers);
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
