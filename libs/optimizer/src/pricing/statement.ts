import type { Cloud, PriceRow, Providers } from "@twin2multicloud/model";
import type { Exact } from "../exact.ts";
import type { Place } from "../model/cost-model.ts";

/** One line of a bill with where it comes from; amounts are exact dollars a month. */
export interface StatementLine {
  readonly cloud: Cloud;
  readonly place: Place;
  readonly amount: Exact;
  /** The cell of the model's sheet that the line charges: a quantity, or the amount itself. */
  readonly cell: string;
  /** For quantities: the price and the pool in which the quantity is counted with others. */
  readonly metered?: {
    readonly row: PriceRow;
    readonly quantity: Exact;
    readonly pool: string;
    readonly poolQuantity: Exact;
    readonly poolAmount: Exact;
  };
}

/** What a placement costs in a month, line by line. */
export interface Statement {
  readonly placement: Providers;
  readonly lines: readonly StatementLine[];
  readonly total: Exact;
}
