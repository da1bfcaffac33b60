import type { Providers } from "@twin2multicloud/model";
import { exact } from "../exact.ts";
import {
  nameOfPlacement,
  numberOfPlacement,
  placementOfNumber,
  placementWith,
} from "../pricing/placement.ts";
import { byCloud, bySlotKey } from "./keyed.ts";
import { layerTable } from "./layer-table.ts";
import type { OptimizeResult, RankedPlacement } from "./result.ts";
import type { Study } from "./study.ts";
import { edgeCosts, moverCosts } from "./transfers.ts";

/** The parts of a result that follow from one placement's bill and the ranking. */
export type BillDocument = Pick<
  OptimizeResult,
  | "model"
  | "placement"
  | "total"
  | "currency"
  | "layers"
  | "edges"
  | "movers"
  | "candidates"
  | "ranked"
  | "single_clouds"
>;

/** Totals that were computed exactly, else those in floating point: they differ by less than `slackOf`. */
function totalsOf({ pricing, exactTotals, money }: Study): (number: number) => number | null {
  return (number) => {
    const total = pricing.totals[number] ?? Number.NaN;
    if (Number.isNaN(total)) return null;
    return money.amount(exactTotals.known(number) ?? exact(total));
  };
}

function rankedDocument(
  ranked: readonly number[],
  totalOf: (number: number) => number | null,
): RankedPlacement[] {
  return ranked.map((number) => ({
    placement: nameOfPlacement(placementOfNumber(number)),
    total: totalOf(number) ?? 0,
  }));
}

/** How many totals were computed; a budget only cuts off some of them. */
const totalled = ({ pricing, allowed }: Study): number =>
  allowed.filter((number) => !Number.isNaN(pricing.totals[number])).length;

/** The bill of a placement as a document, with the ranking of all admissible ones. */
export function billDocument(study: Study, placement: Providers, ranked: readonly number[]): BillDocument {
  const { pricing, money, exactTotals } = study;
  const chosen = pricing.statement(placement);
  const totalOf = totalsOf(study);
  return {
    model: pricing.model.name,
    placement: bySlotKey((slot) => placement[slot]),
    total: money.total(exactTotals.of(numberOfPlacement(placement))),
    currency: money.currency,
    layers: layerTable({ pricing, chosen, money }),
    edges: edgeCosts(pricing.model, chosen, money),
    movers: moverCosts(chosen, money),
    candidates: { enumerated: ranked.length, evaluated: totalled(study) },
    ranked: rankedDocument(ranked, totalOf),
    single_clouds: byCloud((cloud) => totalOf(numberOfPlacement(placementWith(() => cloud)))),
  };
}
