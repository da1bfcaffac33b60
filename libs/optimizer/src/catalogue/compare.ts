import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, CloudCatalogue, PriceRow } from "@twin2multicloud/model";
import { exact } from "../exact.ts";
import { rowValues, sharedEnds } from "./row-values.ts";

const FAR = exact("0.3");

/** A number that differs between two catalogues. */
export interface ValueChange {
  readonly unit: string;
  readonly old: number;
  readonly new: number;
  /** The new number over the old one; null where the old one is 0. */
  readonly factor: number | null;
  /** Whether it moved by more than 30 % of the old number. */
  readonly far: boolean;
}

/** A number of a price row that differs: of which meter, and which of the row's numbers. */
export interface PriceChange extends ValueChange {
  readonly meter: string;
  readonly part: string;
}

/** A meter whose prices are for different units, so that their numbers say nothing about each other. */
export interface UnitChange {
  readonly meter: string;
  readonly old: string;
  readonly new: string;
}

/** How a cloud's candidate prices differ from those in use. */
export interface CloudComparison {
  readonly cloud: Cloud;
  readonly asOf: { readonly old: string; readonly new: string };
  readonly changes: readonly PriceChange[];
  readonly units: readonly UnitChange[];
  /** Rows in use that the candidate lacks. */
  readonly missing: readonly PriceRow[];
  /** Rows of the candidate that are not in use yet. */
  readonly added: readonly PriceRow[];
}

/** How a candidate catalogue differs from the one in use. */
export interface CatalogueComparison {
  readonly clouds: readonly CloudComparison[];
  /** The rate of exchange, when it differs. */
  readonly currency?: ValueChange;
}

function valueChange(unit: string, [before, after]: readonly [number, number]): ValueChange | undefined {
  if (before === after) return undefined;
  const was = exact(before);
  const is = exact(after);
  const factor = was.equals(0) ? null : is.div(was).valueOf();
  return { unit, old: before, new: after, factor, far: is.sub(was).abs().compare(was.mul(FAR)) > 0 };
}

/** The numbers that differ; a number that only one of the rows has counts as 0 in the other. */
function rowChanges(before: PriceRow, after: PriceRow): PriceChange[] {
  const ends = sharedEnds(before, after);
  const was = new Map(rowValues(before, ends).map((value) => [value.part, value]));
  const is = new Map(rowValues(after, ends).map((value) => [value.part, value]));
  return [...new Map([...was, ...is]).values()].flatMap(({ part, unit }) => {
    const change = valueChange(unit, [was.get(part)?.value ?? 0, is.get(part)?.value ?? 0]);
    return change ? [{ meter: before.meter, part, ...change }] : [];
  });
}

function compareClouds(before: CloudCatalogue, after: CloudCatalogue): CloudComparison {
  const was = new Map(before.rows.map((row) => [row.meter, row]));
  const is = new Map(after.rows.map((row) => [row.meter, row]));
  const both = before.rows.flatMap((row) => {
    const candidate = is.get(row.meter);
    return candidate ? [{ row, candidate }] : [];
  });
  return {
    cloud: before.cloud,
    asOf: { old: before.as_of, new: after.as_of },
    changes: both.flatMap(({ row, candidate }) =>
      row.per === candidate.per ? rowChanges(row, candidate) : [],
    ),
    units: both.flatMap(({ row, candidate }) =>
      row.per === candidate.per ? [] : [{ meter: row.meter, old: row.per, new: candidate.per }],
    ),
    missing: before.rows.filter(({ meter }) => !is.has(meter)),
    added: after.rows.filter(({ meter }) => !was.has(meter)),
  };
}

/** Compares a candidate catalogue with the one in use: number by number, cloud by cloud, and the rate of exchange. */
export function compareCatalogues(inUse: Catalogue, candidate: Catalogue): CatalogueComparison {
  const rates = [inUse.currency.usd_to_eur, candidate.currency.usd_to_eur] as const;
  const currency = valueChange("EUR per USD", rates);
  return {
    clouds: CLOUDS.map((cloud) => compareClouds(inUse.clouds[cloud], candidate.clouds[cloud])),
    ...(currency && { currency }),
  };
}
