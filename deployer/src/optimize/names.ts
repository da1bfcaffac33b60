import { isCloud, SLOTS } from "@twin2multicloud/model";
import type { Cloud, Providers, Slot } from "@twin2multicloud/model";
import { nameOfPlacement, placementWith, SLOT_KEYS } from "@twin2multicloud/optimizer";
import type { OptimizeResult } from "@twin2multicloud/optimizer";

/** The slot that a user names; `-` and `_` are alike, and so are small and capital letters. */
export function slotNamed(text: string): Slot | undefined {
  const name = text.trim().toLowerCase().replaceAll("_", "-");
  return SLOTS.find((slot) => slot === name);
}

/** The cloud that a user names; `google` is another word for `gcp`. */
export function cloudNamed(text: string): Cloud | undefined {
  const name = text.trim().toLowerCase();
  if (name === "google") return "gcp";
  return isCloud(name) ? name : undefined;
}

/** The clouds of the seven slots in their order, from the name of a placement such as `gcp|gcp|azure|aws|azure|aws|aws`. */
export function cloudsOf(placement: string): readonly string[] {
  return placement.split("|");
}

/** The providers that a result places. */
export function providersIn({ placement }: Pick<OptimizeResult, "placement">): Providers {
  return placementWith((slot) => placement[SLOT_KEYS[slot]]);
}

/** The name of the placement that a result prices. */
export function placementName(result: Pick<OptimizeResult, "placement">): string {
  return nameOfPlacement(providersIn(result));
}

/** The name of the best placement of a result, which need not be the one that it prices. */
export function optimumName(result: Pick<OptimizeResult, "ranked" | "placement">): string {
  return result.ranked[0]?.placement ?? placementName(result);
}

/** A placement as a path: `l1 gcp > l2 gcp > l3-hot azure > ...`. */
export function pathWords(placement: string): string {
  const clouds = cloudsOf(placement);
  return SLOTS.map((slot, index) => `${slot} ${clouds[index] ?? "?"}`).join(" > ");
}
