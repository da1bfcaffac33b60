import type { Cloud } from "./clouds.ts";

/** The seven slots of a twin, in the direction in which data flows. */
export const SLOTS = ["l1", "l2", "l3-hot", "l3-cold", "l3-archive", "l4", "l5"] as const;

/** One of the seven slots. */
export type Slot = (typeof SLOTS)[number];

/** Where each of the seven slots lives. */
export type Providers = Readonly<Record<Slot, Cloud>>;
