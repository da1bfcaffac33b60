import * as z from "zod/mini";
import { isMeterId } from "@twin2multicloud/optimizer";
import { Failure } from "../failure.ts";
import type { Machine } from "../machine/machine.ts";
import { allPages } from "./all-pages.ts";
import type { Page } from "./all-pages.ts";
import { AZURE_FILTERS } from "./azure-filters.ts";
import type { AzureFilter } from "./azure-filters.ts";
import type { Offer, PriceSource } from "./offer.ts";
import { patientHttp } from "./patient-http.ts";
import { vendorJson } from "./vendor-json.ts";

const VENDOR = "the Azure Retail Prices API";
const API = "https://prices.azure.com/api/retail/prices";

/** The API is throttled by address; so few requests a second have never met its limit. */
const PAUSE_MS = 250;

const itemSchema = z.looseObject({
  currencyCode: z.string(),
  tierMinimumUnits: z.number(),
  retailPrice: z.number(),
  armRegionName: z.string(),
  productName: z.string(),
  skuName: z.string(),
  meterName: z.string(),
  serviceName: z.string(),
  meterId: z.string(),
  unitOfMeasure: z.string(),
  type: z.string(),
});
const answerSchema = z.looseObject({
  Items: z.array(itemSchema),
  NextPageLink: z.optional(z.nullable(z.string())),
});

type Item = z.infer<typeof itemSchema>;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function filterText({ fields }: AzureFilter, region: string): string {
  const wanted = { armRegionName: region, priceType: "Consumption", ...fields };
  return Object.entries(wanted)
    .map(([name, value]) => `${name} eq ${quoted(value)}`)
    .join(" and ");
}

/** Looked at again here, so that a filter that the API does not understand cannot let other prices in. */
function fits(item: Item, { fields, units }: AzureFilter, region: string): boolean {
  if (item.armRegionName !== region || item.type !== "Consumption") return false;
  const values = new Map(Object.entries(item));
  if (!Object.entries(fields).every(([name, value]) => values.get(name) === value)) return false;
  // Without a meter's name, the unit tells the meters of a SKU apart.
  return fields["meterName"] !== undefined || Object.hasOwn(units, item.unitOfMeasure);
}

/** The bands of one meter are items of their own. */
function offersOf(items: readonly Item[]): Offer[] {
  const keyOf = ({ meterId, unitOfMeasure, currencyCode }: Item): string =>
    JSON.stringify([meterId, unitOfMeasure, currencyCode]);
  return [...new Set(items.map(keyOf))].flatMap((key) => {
    const bands = items.filter((item) => keyOf(item) === key);
    const [first] = bands;
    if (!first) return [];
    return [
      {
        id: first.meterId,
        unit: first.unitOfMeasure,
        currency: first.currencyCode,
        bands: bands.map(({ tierMinimumUnits, retailPrice }) => ({
          from: tierMinimumUnits,
          price: retailPrice,
        })),
      },
    ];
  });
}

/** The prices of Azure by its Retail Prices API, which anybody may ask. */
export function azurePrices(machine: Pick<Machine, "http" | "clock">, region: string): PriceSource {
  const send = patientHttp(machine, {
    name: VENDOR,
    pauseMs: PAUSE_MS,
    advice: `Look at ${API} in a browser; the API needs no account.`,
  });
  const page = async (url: string): Promise<Page<Item>> => {
    if (!url.startsWith(API)) throw new Failure(`${VENDOR} names a next page that is not its own`);
    const answer = vendorJson(VENDOR, answerSchema, await send(() => ({ method: "GET", url })));
    return { items: answer.Items, next: answer.NextPageLink || undefined };
  };
  const ask = async (filter: AzureFilter): Promise<Offer[]> => {
    const query = new URLSearchParams({ $filter: filterText(filter, region) });
    const items = await allPages(VENDOR, (next) => page(next ?? `${API}?${query.toString()}`));
    return offersOf(items.filter((item) => fits(item, filter, region)));
  };
  return {
    api: `Azure Retail Prices API, ${API}`,
    questions: Object.entries(AZURE_FILTERS).flatMap(([meter, filter]) =>
      isMeterId(meter)
        ? [{ meter, filter: filterText(filter, region), units: filter.units, ask: () => ask(filter) }]
        : [],
    ),
  };
}
