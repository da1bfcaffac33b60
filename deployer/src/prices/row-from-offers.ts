import type { PriceRow, Tier } from "@twin2multicloud/model";
import { exact, FLAT_METERS, METERS, nearestDouble } from "@twin2multicloud/optimizer";
import { ANY_UNIT } from "./offer.ts";
import type { MeterQuestion, Offer, OfferBand, Units } from "./offer.ts";

/** Why the row in use is kept: nothing fits, several prices fit, the price is not what the meter needs, or there was no answer. */
export const PROBLEM_KINDS = ["missing", "ambiguous", "unfit", "failed"] as const;

/** Why a meter has no new price. */
export interface PriceProblem {
  readonly kind: (typeof PROBLEM_KINDS)[number];
  readonly detail: string;
}

/** What a row is made from besides the offers. */
export interface RowContext {
  readonly question: MeterQuestion;
  readonly api: string;
  /** The row that is in use; what the API does not list is taken from it. */
  readonly inUse: PriceRow | undefined;
  /** ISO 8601. */
  readonly asOf: string;
}

/** A new row, or why there is none. */
export type RowOutcome = { readonly row: PriceRow } | { readonly problem: PriceProblem };

const problem = (kind: PriceProblem["kind"], detail: string): RowOutcome => ({ problem: { kind, detail } });

const isAmount = (value: string | number): boolean => /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(String(value));

/** The bands in the meter's unit, of which the vendor's unit holds `per`; undefined unless they begin at 0 and each has one price. */
function tiersOf(bands: readonly OfferBand[], per: number): Tier[] | undefined {
  if (!bands.every(({ from, price }) => isAmount(from) && isAmount(price))) return undefined;
  const sorted = bands
    .map(({ from, price }) => ({
      from: nearestDouble(exact(from).mul(exact(per))),
      price: nearestDouble(exact(price).div(exact(per))),
    }))
    .sort((one, other) => one.from - other.from);
  const distinct = sorted.filter((band, index) => {
    const before = sorted[index - 1];
    return before?.from !== band.from || before.price !== band.price;
  });
  if (distinct[0]?.from !== 0) return undefined;
  if (new Set(distinct.map(({ from }) => from)).size < distinct.length) return undefined;
  const steps = distinct.filter(({ price }, index) => distinct[index - 1]?.price !== price);
  return steps.map(({ price }, index) => ({ up_to: steps[index + 1]?.from ?? null, price }));
}

/** What costs nothing by the first band of a row that has others. */
function freeBand(tiers: readonly Tier[]): number | undefined {
  const [first, second] = tiers;
  return first?.price === 0 && second ? (first.up_to ?? undefined) : undefined;
}

/**
 * The price and the free quantity, written as the row in use writes them: as a first band that costs nothing, or apart.
 * A free quantity that the API does not list is the one in use.
 */
function priceParts(tiers: readonly Tier[], inUse: PriceRow | undefined): Pick<PriceRow, "tiers" | "free"> {
  const listed = freeBand(tiers);
  const paid = listed === undefined ? [...tiers] : tiers.slice(1);
  const band = freeBand(inUse?.tiers ?? []);
  const free = inUse?.free;
  if (band !== undefined)
    return { tiers: [{ up_to: listed ?? band, price: 0 }, ...paid], ...(free && { free }) };
  if (listed !== undefined)
    return { tiers: paid, free: { quantity: listed, scope: free?.scope ?? "account" } };
  return { tiers: paid, ...(free && { free }) };
}

function newRow(tiers: readonly Tier[], ids: readonly string[], context: RowContext): PriceRow {
  const { question, api, inUse, asOf } = context;
  const included = inUse?.included;
  return {
    meter: question.meter,
    per: METERS[question.meter].per,
    ...priceParts(tiers, inUse),
    ...(included && { included, note: `What a unit includes is taken from: ${inUse.source}` }),
    as_of: asOf,
    source: `${api}, ${ids.join(", ")}`,
    provenance: "fetched",
    fetch: question.filter,
  };
}

const shownPrice = ({ unit, bands }: Offer): string =>
  `${bands.map(({ from, price }) => `${price} from ${from}`).join(", ")} per ${unit}`;

const shownOffer = (offer: Offer): string => `${offer.id}: ${shownPrice(offer)}`;

/** How many of the meter's units one of the vendor's is; undefined for a unit that the meter cannot be counted in. */
const perOf = (unit: string, units: Units): number | undefined =>
  Object.hasOwn(units, unit) ? units[unit] : units[ANY_UNIT];

/** Keeps the offers in a unit that the meter can be counted in, or says why there are none. */
function fitting(offers: readonly Offer[], units: Units): readonly Offer[] | PriceProblem {
  const usable = offers.filter(({ unit }) => perOf(unit, units) !== undefined);
  const [first] = offers;
  if (!first) return { kind: "missing", detail: "the vendor lists nothing that fits the filter" };
  if (usable.length === 0) {
    const expected = Object.keys(units).join(" or ");
    return { kind: "unfit", detail: `found a price per ${first.unit}; expected one per ${expected}` };
  }
  const foreign = usable.find(({ currency }) => currency !== "USD");
  if (foreign) return { kind: "unfit", detail: `found a price in ${foreign.currency}; expected one in USD` };
  const flawed = usable.find(({ flaw }) => flaw !== undefined);
  if (flawed) return { kind: "unfit", detail: `${flawed.id}: ${flawed.flaw}` };
  return usable;
}

/** Makes the new row of a meter from what fits its filter: exactly one price in a known unit, in dollars. Prices are never guessed or averaged. */
export function rowFromOffers(offers: readonly Offer[], context: RowContext): RowOutcome {
  const usable = fitting(offers, context.question.units);
  if ("kind" in usable) return { problem: usable };
  const priced = usable.map((offer) => ({
    offer,
    tiers: tiersOf(offer.bands, perOf(offer.unit, context.question.units) ?? 1),
  }));
  const broken = priced.find(({ tiers }) => tiers === undefined);
  if (broken) {
    return problem(
      "unfit",
      `found ${shownOffer(broken.offer)}; expected bands that begin at 0, each with one price`,
    );
  }
  const distinct = new Map(priced.map(({ tiers }) => [JSON.stringify(tiers), tiers]));
  if (distinct.size > 1) {
    const found = usable.map(shownOffer).join("; ");
    return problem("ambiguous", `${distinct.size} different prices fit: ${found}`);
  }
  const ids = [...new Set(usable.map(({ id }) => id))];
  const row = newRow(priced[0]?.tiers ?? [], ids, context);
  if (row.tiers.length === 1 || !FLAT_METERS.has(row.meter)) return { row };
  const found = usable.map(shownOffer).join("; ");
  return problem("unfit", `found ${found}; expected one price for every quantity, as a cost model reads it`);
}
