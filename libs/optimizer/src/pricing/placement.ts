import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Providers, Slot } from "@twin2multicloud/model";

/** How many placements of seven slots on three clouds there are. */
export const PLACEMENTS = CLOUDS.length ** SLOTS.length;

/** Places seven slots; `cloudOf` is asked once for each, in their order. */
export function placementWith(cloudOf: (slot: Slot) => Cloud): Providers {
  return {
    l1: cloudOf("l1"),
    l2: cloudOf("l2"),
    "l3-hot": cloudOf("l3-hot"),
    "l3-cold": cloudOf("l3-cold"),
    "l3-archive": cloudOf("l3-archive"),
    l4: cloudOf("l4"),
    l5: cloudOf("l5"),
  };
}

/** The number of a placement: its clouds as digits to the base of three, l1 first, so that numbers sort like names. */
export function numberOfPlacement(placement: Providers): number {
  return SLOTS.reduce((number, slot) => number * CLOUDS.length + CLOUDS.indexOf(placement[slot]), 0);
}

/** Every placement by its number. */
export const EVERY_PLACEMENT: readonly Providers[] = Array.from({ length: PLACEMENTS }, (_, number) =>
  placementWith((slot) => {
    const weight = CLOUDS.length ** (SLOTS.length - 1 - SLOTS.indexOf(slot));
    return CLOUDS[Math.floor(number / weight) % CLOUDS.length] ?? CLOUDS[0];
  }),
);

/** The placement with a number from 0 to `PLACEMENTS` - 1. Throws a RangeError for any other number. */
export function placementOfNumber(number: number): Providers {
  const placement = EVERY_PLACEMENT[number];
  if (!placement) throw new RangeError(`no placement has the number ${number}`);
  return placement;
}

/** The name of a placement: its clouds in the order of the slots, as `gcp|gcp|azure|aws|azure|aws|aws`. */
export function nameOfPlacement(placement: Providers): string {
  return SLOTS.map((slot) => placement[slot]).join("|");
}
