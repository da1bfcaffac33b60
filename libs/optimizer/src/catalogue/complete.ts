import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, Cloud, PriceRow, Tier } from "@twin2multicloud/model";
import { isMeterId, METERS, metersOf } from "./meters.ts";

/** Something that is wrong with a catalogue: at which meter of which cloud, what was found and what was expected. */
export interface CatalogueFinding {
  readonly cloud: Cloud;
  readonly meter: string;
  readonly found: string;
  readonly expected: string;
}

const ascending = (tiers: readonly Tier[]): boolean =>
  tiers.every(({ up_to }, index) => {
    const before = tiers[index - 1]?.up_to ?? 0;
    return up_to === null || up_to > before;
  });

/** What is wrong with the bands of a row: only the last is open, and each ends above the one before. */
function bandFault(tiers: readonly Tier[]): Omit<CatalogueFinding, "cloud" | "meter"> | undefined {
  const last = tiers.at(-1);
  if (last?.up_to !== null)
    return { found: `a last band up to ${last?.up_to ?? 0}`, expected: "a last band without an end" };
  if (tiers.slice(0, -1).some(({ up_to }) => up_to === null))
    return { found: "a band without an end before the last", expected: "only the last band without an end" };
  if (!ascending(tiers)) {
    const ends = tiers.map(({ up_to }) => up_to ?? "open").join(", ");
    return { found: `bands up to ${ends}`, expected: "bands that each end above the one before" };
  }
  return undefined;
}

function rowFindings(cloud: Cloud, row: PriceRow): CatalogueFinding[] {
  const { meter, per, tiers } = row;
  if (!isMeterId(meter) || !meter.startsWith(`${cloud}.`))
    return [{ cloud, meter, found: "a row", expected: `a meter that ${cloud} bills` }];
  const unit = METERS[meter].per;
  const fault = bandFault(tiers);
  return [
    ...(per === unit ? [] : [{ cloud, meter, found: `a price per ${per}`, expected: `a price per ${unit}` }]),
    ...(fault ? [{ cloud, meter, ...fault }] : []),
  ];
}

function countFindings(cloud: Cloud, rows: readonly PriceRow[]): CatalogueFinding[] {
  return metersOf(cloud).flatMap((meter) => {
    const count = rows.filter((row) => row.meter === meter).length;
    if (count === 1) return [];
    return [{ cloud, meter, found: count === 0 ? "no row" : `${count} rows`, expected: "one row" }];
  });
}

/**
 * Everything that keeps a catalogue from pricing all meters: a meter without a row or with several, a price per another
 * unit, bands that do not cover every quantity, a row that no meter of the cloud bears.
 */
export function catalogueFindings({ clouds }: Pick<Catalogue, "clouds">): CatalogueFinding[] {
  return CLOUDS.flatMap((cloud) => {
    const { rows } = clouds[cloud];
    return [...countFindings(cloud, rows), ...rows.flatMap((row) => rowFindings(cloud, row))];
  });
}
