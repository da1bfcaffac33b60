import type { Cloud, Slot } from "@twin2multicloud/model";
import { SLOT_KEYS } from "./result.ts";
import type { SlotKey } from "./result.ts";

/** Values for each slot, under the names that documents use. */
export function bySlotKey<T>(valueOf: (slot: Slot) => T): Readonly<Record<SlotKey, T>> {
  return {
    [SLOT_KEYS.l1]: valueOf("l1"),
    [SLOT_KEYS.l2]: valueOf("l2"),
    [SLOT_KEYS["l3-hot"]]: valueOf("l3-hot"),
    [SLOT_KEYS["l3-cold"]]: valueOf("l3-cold"),
    [SLOT_KEYS["l3-archive"]]: valueOf("l3-archive"),
    [SLOT_KEYS.l4]: valueOf("l4"),
    [SLOT_KEYS.l5]: valueOf("l5"),
  };
}

/** Values for each cloud. */
export function byCloud<T>(valueOf: (cloud: Cloud) => T): Readonly<Record<Cloud, T>> {
  return { aws: valueOf("aws"), azure: valueOf("azure"), gcp: valueOf("gcp") };
}
