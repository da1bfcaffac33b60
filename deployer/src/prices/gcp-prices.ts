import * as z from "zod/mini";
import { isMeterId } from "@twin2multicloud/optimizer";
import { Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { allPages } from "./all-pages.ts";
import { GCP_FILTERS, GCP_REGION } from "./gcp-filters.ts";
import type { GcpFilter } from "./gcp-filters.ts";
import type { Offer, PriceSource } from "./offer.ts";
import { patientHttp } from "./patient-http.ts";
import type { PatientHttp } from "./patient-http.ts";
import { vendorJson } from "./vendor-json.ts";

const VENDOR = "the Cloud Billing Catalog API";
const API = "https://cloudbilling.googleapis.com/v1";

/** The API allows 300 requests a minute (https://cloud.google.com/billing/quotas). */
const PAUSE_MS = 250;
const PAGE_SIZE = "5000";
const NANO_DIGITS = 9;

const next = { nextPageToken: z.optional(z.string()) };
const servicesSchema = z.looseObject({
  ...next,
  services: z._default(z.array(z.looseObject({ serviceId: z.string(), displayName: z.string() })), []),
});
const moneySchema = z.looseObject({
  currencyCode: z.string(),
  units: z._default(z.string(), "0"),
  nanos: z._default(z.number(), 0),
});
const skuSchema = z.looseObject({
  skuId: z.string(),
  description: z.string(),
  category: z.looseObject({ usageType: z.optional(z.string()) }),
  serviceRegions: z._default(z.array(z.string()), []),
  pricingInfo: z.array(
    z.looseObject({
      pricingExpression: z.looseObject({
        usageUnit: z.string(),
        tieredRates: z.array(
          z.looseObject({ startUsageAmount: z._default(z.number(), 0), unitPrice: moneySchema }),
        ),
      }),
      aggregationInfo: z.optional(z.looseObject({ aggregationInterval: z.optional(z.string()) })),
    }),
  ),
});
const skusSchema = z.looseObject({ ...next, skus: z._default(z.array(skuSchema), []) });

type Sku = z.infer<typeof skuSchema>;

/** How the API knows the asker: an API key or an access token, each in its own header. */
export type GcpAccess =
  | Readonly<Record<"x-goog-api-key", string>>
  | Readonly<Record<"authorization", string>>;

function fits(sku: Sku, filter: GcpFilter): boolean {
  const { description, serviceRegions, category } = sku;
  if (description !== filter.description || category.usageType !== "OnDemand") return false;
  if (filter.sku !== undefined && filter.sku !== sku.skuId) return false;
  return serviceRegions.includes(GCP_REGION) || serviceRegions.includes("global");
}

const literal = ({ units, nanos }: z.infer<typeof moneySchema>): string =>
  `${units}.${String(nanos).padStart(NANO_DIGITS, "0")}`;

function offersOf({ skuId, pricingInfo }: Sku): Offer[] {
  return pricingInfo.map(({ pricingExpression: { usageUnit, tieredRates }, aggregationInfo }) => {
    const daily = aggregationInfo?.aggregationInterval === "DAILY" && tieredRates.length > 1;
    return {
      id: skuId,
      unit: usageUnit,
      currency: tieredRates[0]?.unitPrice.currencyCode ?? "no currency",
      bands: tieredRates.map(({ startUsageAmount, unitPrice }) => ({
        from: startUsageAmount,
        price: literal(unitPrice),
      })),
      ...(daily ? { flaw: "its bands are counted by the day" } : {}),
    };
  });
}

/** The SKUs of a service by its name, none of a service that there is not; each list is read once. */
function catalogue(send: PatientHttp, access: GcpAccess) {
  const get = (path: string, token: string | undefined): Promise<string> => {
    const query = new URLSearchParams({ pageSize: PAGE_SIZE, ...(token ? { pageToken: token } : {}) });
    return send(() => ({ method: "GET", url: `${API}/${path}?${query.toString()}`, headers: access }));
  };
  let services: Promise<Map<string, string>> | undefined;
  const readServices = async (): Promise<Map<string, string>> => {
    const all = await allPages(VENDOR, async (token) => {
      const answer = vendorJson(VENDOR, servicesSchema, await get("services", token));
      return { items: answer.services, next: answer.nextPageToken || undefined };
    });
    return new Map(all.map(({ displayName, serviceId }) => [displayName, serviceId]));
  };
  const skus = new Map<string, Promise<Sku[]>>();
  const readSkus = (id: string): Promise<Sku[]> =>
    allPages(VENDOR, async (token) => {
      const answer = vendorJson(VENDOR, skusSchema, await get(`services/${id}/skus`, token));
      return { items: answer.skus, next: answer.nextPageToken || undefined };
    });
  return async (service: string): Promise<readonly Sku[]> => {
    services ??= readServices();
    const id = (await services).get(service);
    if (id === undefined) return [];
    const list = skus.get(id) ?? readSkus(id);
    skus.set(id, list);
    return list;
  };
}

const filterText = ({ service, description, sku }: GcpFilter): string =>
  `service "${service}", description "${description}", region ${GCP_REGION} or global${sku ? `, SKU ${sku}` : ""}`;

/** The prices of Google Cloud by its Cloud Billing Catalog. Throws a Failure for a region that it has no filters for. */
export function gcpPrices(
  machine: Pick<Machine, "http" | "clock">,
  access: GcpAccess,
  region: string,
): PriceSource {
  if (region !== GCP_REGION)
    throw new Failure(`prices of Google Cloud are fetched for ${GCP_REGION}, not for ${region}`);
  const send = patientHttp(machine, {
    name: VENDOR,
    pauseMs: PAUSE_MS,
    secrets: Object.values(access).map((value) => value.replace(/^Bearer /, "")),
    advice: "Check the key or token, and that the Cloud Billing API is enabled in its project.",
  });
  const skusOf = catalogue(send, access);
  const ask = async (filter: GcpFilter): Promise<Offer[]> =>
    (await skusOf(filter.service)).filter((sku) => fits(sku, filter)).flatMap(offersOf);
  return {
    api: `Cloud Billing Catalog API, ${API}`,
    questions: Object.entries(GCP_FILTERS).flatMap(([meter, filter]) =>
      isMeterId(meter)
        ? [{ meter, filter: filterText(filter), units: filter.units, ask: () => ask(filter) }]
        : [],
    ),
  };
}
