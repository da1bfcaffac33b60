import { exact } from "../exact.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import type { Optimum } from "./optimum.ts";
import type { ConstraintCost } from "./result.ts";
import { cheapestWithout } from "./study.ts";
import type { Study } from "./study.ts";

/**
 * What each demand costs: the optimum's total less the optimum's total without this one demand. A budget costs nothing,
 * for it excludes only what is dearer than the optimum.
 */
export function constraintCosts(study: Study, best: Optimum): ConstraintCost[] {
  const { exactTotals, money, demands, budget } = study;
  const costs = demands.map(({ name }): ConstraintCost => {
    const free = cheapestWithout(study, name);
    if (!free) return { constraint: name, costs: null, without: null };
    return {
      constraint: name,
      costs: money.amount(exactTotals.of(best.number).sub(exactTotals.of(free.number))),
      without: nameOfPlacement(placementOfNumber(free.number)),
    };
  });
  const winner = nameOfPlacement(placementOfNumber(best.number));
  return budget
    ? [...costs, { constraint: budget.name, costs: money.amount(exact(0)), without: winner }]
    : costs;
}
