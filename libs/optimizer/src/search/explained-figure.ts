import type { Cloud, CurrencyRate, PriceRow } from "@twin2multicloud/model";
import { doubleOf } from "../exact.ts";
import type { Place } from "../model/cost-model.ts";
import type { Explanation } from "../pricing/explanation.ts";
import type { StatementLine } from "../pricing/statement.ts";
import type { Money } from "./money.ts";
import { SLOT_KEYS } from "./result.ts";

/** A number of the model's sheet: its formula with the numbers and the prices that it reads, by name; inputs have none. */
export interface ExplainedNumber {
  readonly value: number;
  readonly unit: string;
  readonly about: string;
  readonly formula?: { readonly text: string; readonly source: string };
  readonly reads: readonly string[];
  readonly prices: readonly string[];
}

/** One line of the bill: how much of what it charges, at which price, and with what it shares bands and free allowance. */
export interface ExplainedLine {
  /** A slot, an edge or a mover, and the part of it. */
  readonly place: string;
  readonly component: string;
  readonly cloud: Cloud;
  readonly amount: number;
  /** The number that is charged, by name. */
  readonly number: string;
  readonly metered?: {
    readonly price: string;
    readonly quantity: number;
    readonly pool: string;
    readonly pool_quantity: number;
    readonly pool_amount: number;
  };
}

/** Where a figure comes from; amounts of lines are in the currency of the result, numbers and prices in their own units. */
export interface FigureExplanation {
  readonly of: string;
  readonly value: number;
  readonly unit: string;
  readonly lines: readonly ExplainedLine[];
  readonly numbers: Readonly<Record<string, ExplainedNumber>>;
  readonly prices: Readonly<Record<string, PriceRow>>;
  /** By which dollars became the currency of the result. */
  readonly rate?: CurrencyRate;
}

/** The slot, edge or mover of a line, as documents name it. */
export function nameOfPlace(place: Place): string {
  if (place.kind === "layer") return SLOT_KEYS[place.slot];
  return place.kind === "edge" ? place.edge : place.mover;
}

/** A line of a bill with its amounts in the currency of the result. */
export function explainedLine(line: StatementLine, money: Money): ExplainedLine {
  const { place, cloud, amount, cell, metered } = line;
  return {
    place: nameOfPlace(place),
    component: place.kind === "edge" ? `${place.part}: ${place.component}` : place.component,
    cloud,
    amount: money.amount(amount),
    number: cell,
    ...(metered && {
      metered: {
        price: metered.row.meter,
        quantity: doubleOf(metered.quantity),
        pool: metered.pool,
        pool_quantity: doubleOf(metered.poolQuantity),
        pool_amount: money.amount(metered.poolAmount),
      },
    }),
  };
}

/** Every number below some explanations once, and every price that they read. */
export function gathered(
  roots: readonly Explanation[],
  rows: readonly PriceRow[],
): Pick<FigureExplanation, "numbers" | "prices"> {
  const numbers = new Map<string, ExplainedNumber>();
  const prices = new Map(rows.map((row) => [row.meter, row]));
  const visit = (explanation: Explanation): void => {
    const { name, value, unit, about, formula } = explanation;
    if (numbers.has(name)) return;
    numbers.set(name, {
      value: doubleOf(value),
      unit,
      about,
      ...(formula && { formula }),
      reads: explanation.reads.map((read) => read.name),
      prices: explanation.prices.map(({ meter }) => meter),
    });
    for (const row of explanation.prices) prices.set(row.meter, row);
    explanation.reads.forEach(visit);
  };
  roots.forEach(visit);
  return { numbers: Object.fromEntries(numbers), prices: Object.fromEntries(prices) };
}
