import { SLOTS } from "@twin2multicloud/model";
import type { Cloud, CurrencyRate, PriceRow } from "@twin2multicloud/model";
import { doubleOf, sumOf } from "../exact.ts";
import { COST_MODELS } from "../models/index.ts";
import type { CostModel, Place } from "../model/cost-model.ts";
import { EDGES, MOVERS } from "../model/cost-model.ts";
import type { Refusal } from "../model/scenario.ts";
import type { Explanation } from "../pricing/explanation.ts";
import { placementOfNumber } from "../pricing/placement.ts";
import type { StatementLine } from "../pricing/statement.ts";
import type { Money } from "./money.ts";
import { prepare } from "./prepare.ts";
import type { Prepared } from "./prepare.ts";
import type { OptimizeRequest } from "./request.ts";
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

/** An explanation; or, for a figure that there is not, the names of those that there are; or why the run is refused. */
export type ExplainOutcome =
  | { readonly explanation: FigureExplanation }
  | { readonly unknown: readonly string[] }
  | { readonly refusal: Refusal };

const PLACES: readonly string[] = [...SLOTS.map((slot) => SLOT_KEYS[slot]), ...EDGES, ...MOVERS];

function nameOf(place: Place): string {
  if (place.kind === "layer") return SLOT_KEYS[place.slot];
  return place.kind === "edge" ? place.edge : place.mover;
}

function explainedLine(line: StatementLine, money: Money): ExplainedLine {
  const { place, cloud, amount, cell, metered } = line;
  return {
    place: nameOf(place),
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
function gathered(
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

function explainPlace(of: string, { study, chosen, request }: Prepared): FigureExplanation {
  const { pricing, money } = study;
  const lines = pricing
    .statement(placementOfNumber(chosen))
    .lines.filter(({ place }) => of === "total" || nameOf(place) === of);
  const cells = [...new Set(lines.map(({ cell }) => cell))];
  const rows = lines.flatMap(({ metered }) => (metered ? [metered.row] : []));
  const sum = sumOf(lines.map(({ amount }) => amount));
  return {
    of,
    value: of === "total" ? money.total(sum) : money.amount(sum),
    unit: money.currency,
    lines: lines.map((line) => explainedLine(line, money)),
    ...gathered(
      cells.map((cell) => pricing.explain(cell)),
      rows,
    ),
    ...(money.currency === "USD" ? {} : { rate: request.catalogue.currency }),
  };
}

function explainCell(name: string, { study }: Prepared): FigureExplanation {
  const explanation = study.pricing.explain(name);
  const { value, unit } = explanation;
  return { of: name, value: doubleOf(value), unit, lines: [], ...gathered([explanation], []) };
}

/**
 * Explains a figure of what a request comes to: `total`, a slot, an edge or a mover of the chosen placement (`-` and `_`
 * are alike), or a number of the model's sheet by its name.
 */
export function explainWith(model: CostModel, request: OptimizeRequest, figure: string): ExplainOutcome {
  const prepared = prepare(model, request);
  if ("refusal" in prepared) return prepared;
  const place = ["total", ...PLACES].find((name) => name === figure.toLowerCase().replaceAll("-", "_"));
  if (place !== undefined) return { explanation: explainPlace(place, prepared) };
  const names = [...model.sheet.inputs, ...model.sheet.cells].map(({ name }) => name);
  if (names.includes(figure)) return { explanation: explainCell(figure, prepared) };
  return { unknown: ["total", ...PLACES, ...names] };
}

/** Explains a figure of what a request comes to; see `explainWith`. */
export function explain(request: OptimizeRequest, figure: string): ExplainOutcome {
  return explainWith(COST_MODELS[request.model], request, figure);
}
