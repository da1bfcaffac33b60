import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type {
  Catalogue,
  Cloud,
  CloudCatalogue,
  Providers,
  RequiredFeature,
  Slot,
} from "@twin2multicloud/model";
import { EVERY_PLACEMENT } from "../pricing/placement.ts";
import type { Constraints } from "./constraints.ts";

/** One demand on placements, named as a user writes it, so that a search can leave it out and say what it costs. */
export interface Demand {
  readonly name: string;
  meets(placement: Providers): boolean;
}

/** Where a feature can live: TwinMaker alone has scenes, Pub/Sub alone speaks no MQTT. */
const FEATURE_CLOUDS: Readonly<
  Record<RequiredFeature, { readonly slot: Slot; readonly clouds: readonly Cloud[] }>
> = {
  "3d-scene": { slot: "l4", clouds: ["aws"] },
  "mqtt-devices": { slot: "l1", clouds: ["aws", "azure"] },
};

/** The words by which a demand on residency can mean where a cloud's prices, and so its data, are. */
export function residencyWords({ region, location }: CloudCatalogue): string[] {
  return [region, location.country, ...(location.union === undefined ? [] : [location.union])];
}

/** The name of a pin or a ban. */
export const slotDemandName = (option: "pin" | "forbid", slot: Slot, cloud: Cloud): string =>
  `--${option} ${slot}=${cloud}`;

/** The name of a demand on residency, with all words that allow a place. */
export const residencyName = (words: readonly string[]): string => `--residency ${words.join(",")}`;

function pins({ pin }: Constraints): Demand[] {
  return SLOTS.flatMap((slot) => {
    const cloud = pin[slot];
    if (cloud === undefined) return [];
    return [
      {
        name: slotDemandName("pin", slot, cloud),
        meets: (placement: Providers) => placement[slot] === cloud,
      },
    ];
  });
}

function bans({ forbid }: Constraints): Demand[] {
  return forbid.map(({ slot, cloud }) => ({
    name: slotDemandName("forbid", slot, cloud),
    meets: (placement) => placement[slot] !== cloud,
  }));
}

function residency({ residency: allowed }: Constraints, { clouds }: Catalogue): Demand[] {
  if (allowed.length === 0) return [];
  const words = new Set(allowed.map((word) => word.toLowerCase()));
  const outside = CLOUDS.filter(
    (cloud) => !residencyWords(clouds[cloud]).some((word) => words.has(word.toLowerCase())),
  );
  return [
    {
      name: residencyName(allowed),
      meets: (placement) => SLOTS.every((slot) => !outside.includes(placement[slot])),
    },
  ];
}

function features({ require }: Constraints): Demand[] {
  return require.map((feature) => {
    const { slot, clouds } = FEATURE_CLOUDS[feature];
    return { name: `--require ${feature}`, meets: (placement) => clouds.includes(placement[slot]) };
  });
}

function cloudCount({ maxClouds }: Constraints): Demand[] {
  if (maxClouds === undefined) return [];
  return [
    {
      name: `--max-clouds ${maxClouds}`,
      meets: (placement) => new Set(SLOTS.map((slot) => placement[slot])).size <= maxClouds,
    },
  ];
}

/** What a user demands of placements, each demand once; all but the budget, which is a demand on totals. */
export function demandsOf(constraints: Constraints, catalogue: Catalogue): Demand[] {
  const demands = [
    ...pins(constraints),
    ...bans(constraints),
    ...residency(constraints, catalogue),
    ...features(constraints),
    ...cloudCount(constraints),
  ];
  return [...new Map(demands.map((demand) => [demand.name, demand])).values()];
}

/** The numbers of the placements that meet all demands, ascending. */
export function numbersMeeting(demands: readonly Demand[]): number[] {
  return EVERY_PLACEMENT.flatMap((placement, number) =>
    demands.every(({ meets }) => meets(placement)) ? [number] : [],
  );
}
