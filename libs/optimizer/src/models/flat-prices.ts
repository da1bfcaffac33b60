import { CLOUDS } from "@twin2multicloud/model";
import type { Catalogue } from "@twin2multicloud/model";
import type { CatalogueFinding } from "../catalogue/complete.ts";
import type { Expression } from "../sheet/expression.ts";
import { partsOf } from "../sheet/sheet.ts";
import { COST_MODELS } from "./index.ts";

function flatIn(formula: Expression): string[] {
  const own = formula.kind === "price" ? [formula.meter] : [];
  return [...own, ...partsOf(formula).flatMap(flatIn)];
}

/** The meters that a formula of some cost model reads as one price: a row with several bands would leave it without a price. */
export const FLAT_METERS: ReadonlySet<string> = new Set(
  Object.values(COST_MODELS).flatMap(({ sheet }) => sheet.cells.flatMap(({ formula }) => flatIn(formula))),
);

/** The rows that have several bands although a cost model reads one price from them. */
export function flatPriceFindings({ clouds }: Pick<Catalogue, "clouds">): CatalogueFinding[] {
  return CLOUDS.flatMap((cloud) =>
    clouds[cloud].rows
      .filter(({ meter, tiers }) => FLAT_METERS.has(meter) && tiers.length !== 1)
      .map(({ meter, tiers }) => ({
        cloud,
        meter,
        found: `${tiers.length} bands`,
        expected: "one price for every quantity, as a cost model reads it",
      })),
  );
}
