import type { PriceRow } from "@twin2multicloud/model";
import type { CostModel } from "../model/cost-model.ts";
import type { Refusal, Scenario } from "../model/scenario.ts";
import { structureOf } from "../pricing/structure.ts";
import { metersIn } from "../sheet/sheet.ts";

/** The meters whose prices a model reads, in formulas or charges, for any placement. */
export function metersOfModel(model: CostModel, flags: Scenario["flags"]): Set<string> {
  return new Set([
    ...model.sheet.cells.flatMap(({ formula }) => metersIn(formula)),
    ...structureOf(model, flags).rows.map(({ meter }) => meter),
  ]);
}

/** The refusal when rows lack a price that a model reads, with every such meter; undefined when they have all. */
export function missingPrices(meters: ReadonlySet<string>, rows: readonly PriceRow[]): Refusal | undefined {
  const known = new Set(rows.map(({ meter }) => meter));
  const missing = [...meters].filter((meter) => !known.has(meter));
  if (missing.length === 0) return undefined;
  return {
    code: "CATALOGUE_INCOMPLETE",
    findings: missing.map((meter) => ({
      path: meter,
      found: "no price",
      expected: "a row of the catalogue for this meter",
    })),
  };
}
