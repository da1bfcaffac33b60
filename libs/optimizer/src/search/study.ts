import { exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { Pricing } from "../pricing/pricing.ts";
import { numbersMeeting } from "./demand.ts";
import type { Demand } from "./demand.ts";
import type { Money } from "./money.ts";
import { cheapestOf, exactTotalsOf } from "./optimum.ts";
import type { ExactTotals, Optimum } from "./optimum.ts";

/** A demand on totals. */
export interface Budget {
  readonly name: string;
  affords(usd: Exact): boolean;
}

/** A scenario with its prices and what a user demands: what every question of a search is asked about. */
export interface Study {
  readonly pricing: Pricing;
  readonly demands: readonly Demand[];
  readonly budget?: Budget;
  readonly money: Money;
  /** The placements that meet all demands, whether or not the model can price them. */
  readonly allowed: readonly number[];
  readonly exactTotals: ExactTotals;
}

/** A user's budget; the total is compared as it is shown. */
function budgetOf(budget: number | undefined, money: Money): Budget | undefined {
  if (budget === undefined) return undefined;
  const most = exact(budget);
  return {
    name: `--budget ${budget}`,
    affords: (usd) => money.exactTotal(usd).compare(most) <= 0,
  };
}

/** Sets a study up. */
export function studyOf(
  pricing: Pricing,
  demands: readonly Demand[],
  { money, budget }: { money: Money; budget: number | undefined },
): Study {
  const limit = budgetOf(budget, money);
  return {
    pricing,
    demands,
    ...(limit && { budget: limit }),
    money,
    allowed: numbersMeeting(demands),
    exactTotals: exactTotalsOf(pricing),
  };
}

/** The cheapest placement without one of the demands, whatever the budget; undefined when the model prices none. */
export function cheapestWithout({ pricing, demands, exactTotals }: Study, name: string): Optimum | undefined {
  const others = demands.filter((demand) => demand.name !== name);
  return cheapestOf(pricing.totals, numbersMeeting(others), exactTotals);
}
