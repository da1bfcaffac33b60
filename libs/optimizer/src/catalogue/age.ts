import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue, Cloud } from "@twin2multicloud/model";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days after which prices are called old. */
export const OLD_AFTER_DAYS = 30;

/** How old the prices of a cloud are, in whole days. */
export interface PriceAge {
  readonly cloud: Cloud;
  readonly asOf: string;
  readonly days: number;
}

/** The age of each cloud's prices at `now`, in milliseconds since 1970; prices from the future are 0 days old. */
export function priceAges({ clouds }: Pick<Catalogue, "clouds">, now: number): PriceAge[] {
  return CLOUDS.map((cloud) => {
    const asOf = clouds[cloud].as_of;
    return { cloud, asOf, days: Math.max(0, Math.floor((now - Date.parse(asOf)) / DAY_MS)) };
  });
}

/** A sentence for each cloud whose prices are older than `OLD_AFTER_DAYS` at `now`; old prices are never an error. */
export function ageWarnings(catalogue: Pick<Catalogue, "clouds">, now: number): string[] {
  return priceAges(catalogue, now)
    .filter(({ days }) => days > OLD_AFTER_DAYS)
    .map(
      ({ cloud, asOf, days }) =>
        `the prices of ${cloud} are ${days} days old (${asOf.slice(0, 10)}); renew them with: twin prices fetch`,
    );
}
