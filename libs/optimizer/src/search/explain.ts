import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { PriceRow, Providers } from "@twin2multicloud/model";
import { doubleOf, sumOf } from "../exact.ts";
import type { Place } from "../model/cost-model.ts";
import { MOVERS } from "../model/cost-model.ts";
import { placementOfNumber } from "../pricing/placement.ts";
import { exclusionOf } from "./exclusion.ts";
import { explainedLine, gathered, nameOfPlace } from "./explained-figure.ts";
import type { FigureExplanation } from "./explained-figure.ts";
import { movedTo } from "./moved.ts";
import type { Prepared } from "./prepare.ts";
import { SLOT_KEYS } from "./result.ts";

export type { ExplainedLine, ExplainedNumber, FigureExplanation } from "./explained-figure.ts";

/** An explanation; or, for a figure that there is not, the names of those that there are. */
export type ExplainOutcome =
  | { readonly explanation: FigureExplanation }
  | { readonly unknown: readonly string[] };

/** A figure that is a sum of lines of some placement's bill. */
interface Sum {
  readonly name: string;
  readonly placement: Providers;
  counts(place: Place): boolean;
}

/** What each slot costs on each cloud that can take it: the chosen placement with the slot moved there. */
function layerSums(placement: Providers, { study: { pricing } }: Prepared): Sum[] {
  return CLOUDS.flatMap((cloud) =>
    SLOTS.filter((slot) => !exclusionOf(pricing, slot, cloud)).map((slot) => ({
      name: `layers.${cloud}.${SLOT_KEYS[slot]}`,
      placement: movedTo(placement, slot, { cloud, model: pricing.model }),
      counts: (place) => place.kind === "layer" && place.slot === slot,
    })),
  );
}

/** Every figure of a result that is a sum of lines. */
function sumsOf(prepared: Prepared): Sum[] {
  const placement = placementOfNumber(prepared.chosen);
  const { edges } = prepared.pricer.model;
  const places = [...SLOTS.map((slot) => SLOT_KEYS[slot]), ...edges, ...MOVERS].map((name: string) => ({
    name,
    placement,
    counts: (place: Place) => nameOfPlace(place) === name,
  }));
  return [{ name: "total", placement, counts: () => true }, ...places, ...layerSums(placement, prepared)];
}

function explainSum(
  { name, placement, counts }: Sum,
  { study: { pricing, money }, request }: Prepared,
): FigureExplanation {
  const lines = pricing.statement(placement).lines.filter(({ place }) => counts(place));
  const cells = [...new Set(lines.map(({ cell }) => cell))];
  const rows: PriceRow[] = lines.flatMap(({ metered }) => (metered ? [metered.row] : []));
  const sum = sumOf(lines.map(({ amount }) => amount));
  return {
    of: name,
    value: name === "total" ? money.total(sum) : money.amount(sum),
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
 * Explains a figure of what a request comes to: `total`, a slot, an edge or a mover of the chosen placement, a slot on
 * another cloud by its path in the result (`layers.azure.l3_hot`), `-` and `_` being alike; or a number of the model's
 * sheet by its name.
 */
export function explainFigure(prepared: Prepared, figure: string): ExplainOutcome {
  const { sheet } = prepared.pricer.model;
  const sums = sumsOf(prepared);
  const sum = sums.find(({ name }) => name === figure.toLowerCase().replaceAll("-", "_"));
  if (sum) return { explanation: explainSum(sum, prepared) };
  const names = [...sheet.inputs, ...sheet.cells].map(({ name }) => name);
  if (names.includes(figure)) return { explanation: explainCell(figure, prepared) };
  return { unknown: [...sums.map(({ name }) => name), ...names] };
}
