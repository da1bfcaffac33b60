import type { PriceRow } from "@twin2multicloud/model";
import { doubleOf, exact, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { Scenario } from "../model/scenario.ts";
import { nameOfPlacement, placementOfNumber } from "../pricing/placement.ts";
import type { Pricer, Pricing } from "../pricing/pricing.ts";
import type { Money } from "./money.ts";
import { cheapestOf, exactTotalsOf, nearCheapest } from "./optimum.ts";
import type { Sensitivity } from "./result.ts";
import { firstChange, fourDigits } from "./turning.ts";

/** What prices are turned for: a scenario, its winner and the placements that may win. */
export interface SensitivitySearch {
  /** Makes a pricer of the same model and context with other rows for the same meters. */
  readonly pricerWith: (rows: readonly PriceRow[]) => Pricer;
  /** All rows that the model reads. */
  readonly rows: readonly PriceRow[];
  readonly scenario: Scenario;
  readonly allowed: readonly number[];
  readonly winner: { readonly number: number; readonly total: Exact };
  /** The placements that floating point cannot tell from the winner, ascending. */
  readonly near: readonly number[];
  readonly chosen: { readonly number: number; readonly total: Exact };
  readonly money: Money;
}

function scaled(row: PriceRow, factor: Exact): PriceRow {
  const price = (value: number): number => doubleOf(exact(value).mul(factor));
  const tiers = row.tiers.map((tier) => ({ ...tier, price: price(tier.price) }));
  const included = row.included?.map((part) =>
    part.overage === undefined ? part : { ...part, overage: price(part.overage) },
  );
  return { ...row, tiers, ...(included && { included }) };
}

/** The pricing of the same scenario with one price multiplied. */
type WithFactor = (factor: Exact) => Pricing | undefined;

function withFactorOn(row: PriceRow, { pricerWith, rows, scenario }: SensitivitySearch): WithFactor {
  return (factor) => {
    const changed = rows.map((other) => (other === row ? scaled(row, factor) : other));
    const outcome = pricerWith(changed).price(scenario);
    return "pricing" in outcome ? outcome.pricing : undefined;
  };
}

interface Winner {
  readonly number: number;
  readonly total: Exact;
}

function winnerWith(pricing: Pricing | undefined, allowed: readonly number[]): Winner | undefined {
  if (!pricing) return undefined;
  const totals = exactTotalsOf(pricing);
  const best = cheapestOf(pricing.totals, allowed, totals);
  return best && { number: best.number, total: totals.of(best.number) };
}

const UP = fourDigits(1, 10);
const DOWN = fourDigits(0.1, 1);

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

function turning(
  winner: number,
  winnerAt: WinnerAt,
  paid: boolean,
): Pick<Sensitivity, "turningFactor" | "winnerThen"> {
  const up = paid ? turningUp(winner, winnerAt) : undefined;
  const down = turningDown(winner, winnerAt);
  const nearest = up !== undefined && (down === undefined || up * down <= 1) ? up : down;
  const then = nearest === undefined ? undefined : winnerAt(exact(nearest));
  if (nearest === undefined || then === undefined) return { turningFactor: null, winnerThen: null };
  return { turningFactor: nearest, winnerThen: nameOfPlacement(placementOfNumber(then)) };
}

const isFree = ({ tiers }: PriceRow): boolean => tiers.every(({ price }) => price === 0);

/** How the optimum answers to one price. Where it turns is found in floating point: factors have but four digits. */
function sensitivityTo(row: PriceRow, search: SensitivitySearch, paidByChosen: boolean): Sensitivity {
  const { allowed, winner, chosen, money } = search;
  const priced = withFactorOn(row, search);
  const winnerAt: WinnerAt = (factor) => {
    const pricing = priced(factor);
    return pricing && nearCheapest(pricing.totals, allowed)[0];
  };
  const [first] = search.near;
  const dearer = winnerWith(priced(exact(1.1)), allowed)?.total ?? winner.total;
  const without = paidByChosen ? priced(ZERO)?.exactTotal(placementOfNumber(chosen.number)) : undefined;
  return {
    meter: row.meter,
    per: row.per,
    paid: money.amount(chosen.total.sub(without ?? chosen.total)),
    plus10: money.amount(dearer.sub(winner.total)),
    ...turning(first ?? winner.number, winnerAt, dearer.compare(winner.total) !== 0),
  };
}

/**
 * What each price that the chosen placement reads means for the result, and each other price that would make another
 * placement win if it fell. Factors have four digits; near means by ratio, so 0.5 is as far as 2.
 */
export function sensitivities(search: SensitivitySearch, read: readonly PriceRow[]): Sensitivity[] {
  const others = search.rows.filter((row) => !read.includes(row) && !isFree(row));
  return [
    ...read.filter((row) => !isFree(row)).map((row) => sensitivityTo(row, search, true)),
    ...others
      .map((row) => sensitivityTo(row, search, false))
      .filter(({ turningFactor }) => turningFactor !== null),
  ];
}
