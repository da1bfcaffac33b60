import type { Cloud } from "@twin2multicloud/model";
import type { MeterId } from "@twin2multicloud/optimizer";

/** One band of a vendor's price: what a unit costs beyond `from` units. Decimal literals, as the vendor wrote them. */
export interface OfferBand {
  readonly from: string | number;
  readonly price: string | number;
}

/** One price as a vendor's API lists it. */
export interface Offer {
  /** The vendor's own name of the product or SKU. */
  readonly id: string;
  readonly unit: string;
  readonly currency: string;
  readonly bands: readonly OfferBand[];
  /** Why these bands are not those of a month, if they are not. */
  readonly flaw?: string;
}

/** Stands for every unit that is not named. */
export const ANY_UNIT = "*";

/** How many of a meter's units each unit is that the vendor may state the price for, such as 10,000 for `10K`. */
export type Units = Readonly<Record<string, number>>;

/** The question for the price of one meter. */
export interface MeterQuestion {
  readonly meter: MeterId;
  /** The exact filter, as a row of the catalogue keeps it. */
  readonly filter: string;
  readonly units: Units;
  /** Everything that the filter fits. Rejects with a Failure when the vendor gives no answer. */
  ask(): Promise<readonly Offer[]>;
}

/** The prices that one cloud's API can be asked for. */
export interface PriceSource {
  /** The API, as the source of a row names it. */
  readonly api: string;
  readonly questions: readonly MeterQuestion[];
}

/** The meters of a cloud that are asked for: those whose name ends in `-baseline` hold values of the predecessor and stay as they are. */
export type AskedMeter<C extends Cloud> = Exclude<Extract<MeterId, `${C}.${string}`>, `${string}-baseline`>;
