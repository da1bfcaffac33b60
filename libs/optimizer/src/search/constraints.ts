import type { Cloud, RequiredFeature, Slot } from "@twin2multicloud/model";

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
