import type { Catalogue, Currency, ModelName, Providers } from "@twin2multicloud/model";
import type { Refusal } from "../model/scenario.ts";
import type { Constraints } from "./constraints.ts";
import type { OptimizeResult } from "./result.ts";

/** What an optimization is asked for. */
export interface OptimizeRequest {
  readonly model: ModelName;
  /** The scenario as it was given. */
  readonly given: unknown;
  readonly constraints: Constraints;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Overrides the scenario's currency. */
  readonly currency?: Currency;
  /** Price this placement instead of the best one; the result warns if it is not the best one. */
  readonly placement?: Providers;
}

/** A result, or why there is none. */
export type OptimizeOutcome = { readonly result: OptimizeResult } | { readonly refusal: Refusal };
