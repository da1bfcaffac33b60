import type { Cloud, Slot } from "@twin2multicloud/model";

/** The features that a user can require. */
export const FEATURES = ["3d-scene", "mqtt-devices"] as const;

/** A feature that a user can require. */
export type RequiredFeature = (typeof FEATURES)[number];

/** What a user demands of a placement. */
export interface Constraints {
  readonly pin: Readonly<Partial<Record<Slot, Cloud>>>;
  readonly forbid: readonly { readonly slot: Slot; readonly cloud: Cloud }[];
  /** Data may stay only in these regions, countries (`DE`) or unions (`EU`); anywhere when empty. */
  readonly residency: readonly string[];
  readonly require: readonly RequiredFeature[];
  readonly maxClouds?: number;
  /** At most so much a month, in the currency of the result. */
  readonly budget?: number;
}
