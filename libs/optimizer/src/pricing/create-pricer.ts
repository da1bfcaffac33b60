import type { PriceRow } from "@twin2multicloud/model";
import { priceBookOf } from "../catalogue/price-book.ts";
import { doubleOf } from "../exact.ts";
import type { CostModel, ModelContext } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { exactSheet } from "../sheet/exact-sheet.ts";
import { fastSheet } from "../sheet/fast-sheet.ts";
import { explainNumber } from "./explain.ts";
import { fastTotals } from "./fast-totals.ts";
import type { FastTotals } from "./fast-totals.ts";
import type { Pricer, Pricing } from "./pricing.ts";
import { exactTotalOf, statementOf } from "./statement-of.ts";
import { perResourceMeters, possiblePlacements, structureOf } from "./structure.ts";
import type { Structure } from "./structure.ts";

/**
 * Prices scenarios of a model with a catalogue, or with other rows of the same meters. Made once, it answers a scenario
 * within a fraction of a millisecond: floating point tells all totals, exact numbers are computed when they are asked for.
 */
export function createPricer(
  model: CostModel,
  context: ModelContext,
  rows: readonly PriceRow[] = model.rows(context.catalogue),
): Pricer {
  const prices = priceBookOf(rows);
  const perResource = perResourceMeters(rows);
  const exactly = exactSheet(model.sheet, prices);
  const sheet = fastSheet(model.sheet, prices);
  const possible = possiblePlacements(model);
  const prepared = new WeakMap<Structure, FastTotals>();
  const totalsFor = (structure: Structure): FastTotals => {
    const totals =
      prepared.get(structure) ?? fastTotals(structure, possible, { prices, positions: sheet.positions });
    prepared.set(structure, totals);
    return totals;
  };

  const price = (scenario: Scenario): ReturnType<Pricer["price"]> => {
    const figure = exactly(scenario.inputs);
    const limits = model.limits(scenario, figure, context);
    if (limits.refusal) return { refusal: limits.refusal };
    const double = (name: string): number => doubleOf(figure(name));
    let totals: Float64Array | undefined;
    const source = { model, scenario, prices, perResource, figure };
    const pricing: Pricing = {
      model,
      scenario,
      exclusions: limits.exclusions,
      get warnings() {
        return limits.warnings;
      },
      figure,
      get totals() {
        return (totals ??= totalsFor(structureOf(model, scenario.flags, perResource))(
          sheet.compute(scenario.inputs, double),
          limits.exclusions,
        ));
      },
      exactTotal: (placement) => exactTotalOf(model.charges(placement, scenario.flags), source),
      statement: (placement) => statementOf(placement, source),
      explain: (name) => explainNumber(name, { sheet: model.sheet, figure, prices }),
    };
    return { pricing };
  };
  return { model, context, price };
}
