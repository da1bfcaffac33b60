import type { PriceRow } from "@twin2multicloud/model";
import { doubleOf, exact, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import { cheapestOf, exactTotalsOf, firstNearCheapest } from "./optimum.ts";
import { MOST_FACTOR, withFactorOn } from "./price-factor.ts";
import type { FactorSearch, WithFactor } from "./price-factor.ts";
import type { Sensitivity } from "./result.ts";
import { straightPrices } from "./straight-prices.ts";
import { firstChange, fourDigits } from "./turning.ts";

/** What prices are turned for, and the number of the placement that was chosen. */
export interface SensitivitySearch extends FactorSearch {
  readonly chosen: number;
}

/** The optimum's total at a factor. */
function cheapestTotal(priced: ReturnType<WithFactor>, allowed: readonly number[]): Exact | undefined {
  if (!priced) return undefined;
  const totals = exactTotalsOf(priced);
  const best = cheapestOf(priced.totals, allowed, totals);
  return best && totals.of(best.number);
}

const UP = fourDigits(1, MOST_FACTOR);
const DOWN = fourDigits(1 / MOST_FACTOR, 1);

type WinnerAt = (factor: Exact) => number | undefined;

/** The nearest factor above 1 with another winner. */
function turningUp(winner: number, winnerAt: WinnerAt): number | undefined {
  const isSame = (step: number): boolean => winnerAt(UP.valueAt(step)) === winner;
  if (isSame(UP.last)) return undefined;
  return doubleOf(UP.valueAt(firstChange(UP.first, UP.last, isSame)));
}

/** The nearest factor below 1 with another winner. */
function turningDown(winner: number, winnerAt: WinnerAt): number | undefined {
  const isSame = (step: number): boolean => winnerAt(DOWN.valueAt(-step)) === winner;
  if (isSame(-DOWN.first)) return undefined;
  return doubleOf(DOWN.valueAt(-firstChange(-DOWN.last, -DOWN.first, isSame)));
}

function turning(winner: number, winnerAt: WinnerAt): Pick<Sensitivity, "turningFactor" | "winnerThen"> {
  const up = turningUp(winner, winnerAt);
  const down = turningDown(winner, winnerAt);
  const nearest = up !== undefined && (down === undefined || up * down <= 1) ? up : down;
  const then = nearest === undefined ? undefined : winnerAt(exact(nearest));
  if (nearest === undefined || then === undefined) return { turningFactor: null, winnerThen: null };
  return { turningFactor: nearest, winnerThen: nameOfPlacement(placementOfNumber(then)) };
}

const isFree = ({ tiers }: PriceRow): boolean => tiers.every(({ price }) => price === 0);

/** How the optimum answers to one price. Where it turns is found in floating point: factors have but four digits. */
function sensitivityTo(row: PriceRow, search: SensitivitySearch, isStraight: boolean): Sensitivity {
  const { study, winner, chosen } = search;
  const { pricing, allowed, exactTotals, money } = study;
  const priced = withFactorOn(row, search, isStraight);
  const winnerAt: WinnerAt = (factor) => {
    const turned = priced(factor);
    return turned && firstNearCheapest(turned.totals, allowed);
  };
  const total = exactTotals.of(winner);
  const dearer = cheapestTotal(priced(exact("1.1")), allowed) ?? total;
  const own = exactTotals.of(chosen);
  const free = priced(ZERO)?.exactTotal(placementOfNumber(chosen)) ?? own;
  return {
    meter: row.meter,
    per: row.per,
    paid: money.amount(own.sub(free)),
    plus10: money.amount(dearer.sub(total)),
    ...turning(firstNearCheapest(pricing.totals, allowed) ?? winner, winnerAt),
  };
}

/**
 * What each price that the chosen placement reads means for the result, and each other price that would make another
 * placement win if it fell. Factors have four digits; near means by ratio, so 0.5 is as far as 2.
 */
export function sensitivities(search: SensitivitySearch, read: readonly PriceRow[]): Sensitivity[] {
  const { model, scenario } = search.study.pricing;
  const isStraight = straightPrices(model, scenario.flags);
  const to = (row: PriceRow): Sensitivity => sensitivityTo(row, search, isStraight(row.meter));
  const others = search.rows.filter((row) => !read.includes(row) && !isFree(row));
  return [
    ...read.filter((row) => !isFree(row)).map(to),
    ...others.map(to).filter(({ turningFactor }) => turningFactor !== null),
  ];
}
