import type { Providers } from "@twin2multicloud/model";
import type { Exact } from "../exact.ts";
import type { Caution, CostModel, Exclusion, ModelContext } from "../model/cost-model.ts";
import type { Refusal, Scenario } from "../model/scenario.ts";
import type { Explanation } from "./explanation.ts";
import type { Statement } from "./statement.ts";

/** The costs of all placements of one scenario, in dollars a month. */
export interface Pricing {
  readonly model: CostModel;
  readonly scenario: Scenario;
  readonly exclusions: readonly Exclusion[];
  readonly warnings: readonly (string | Caution)[];
  /** A number of the model's sheet, exact. Throws a RangeError for a name that is not there. */
  figure(name: string): Exact;
  /**
   * The total of every placement by its number, in floating point and within `slackOf` of the exact total; NaN where a
   * slot is excluded or a tie is broken.
   */
  readonly totals: Float64Array;
  /** The exact total of a placement. */
  exactTotal(placement: Providers): Exact;
  statement(placement: Providers): Statement;
  /** Where a number of the model's sheet comes from, down to inputs and prices. */
  explain(name: string): Explanation;
}

/** A scenario's pricing, or why there is none. */
export type PricingOutcome = { readonly pricing: Pricing } | { readonly refusal: Refusal };

/** Prices scenarios of one model with one catalogue. */
export interface Pricer {
  readonly model: CostModel;
  readonly context: ModelContext;
  price(scenario: Scenario): PricingOutcome;
}

/**
 * How far a floating point total may be from the exact one: 1e-10 of it and of a thousand dollars, which is more than
 * all free allowances are worth. Doubles keep 1e-16 of each of some hundred terms, so the bound is generous.
 */
export function slackOf(total: number): number {
  return 1e-10 * (total + 1000);
}
