import type { Providers } from "@twin2multicloud/model";
import { sumOf } from "../exact.ts";
import { EDGE_ENDS } from "../model/cost-model.ts";
import type { CostModel, MoverId, Place } from "../model/cost-model.ts";
import type { Statement } from "../pricing/statement.ts";
import type { Money } from "./money.ts";
import type { EdgeCost } from "./result.ts";

function amountOf({ lines }: Statement, money: Money, counts: (place: Place) => boolean): number {
  return money.amount(sumOf(lines.filter(({ place }) => counts(place)).map(({ amount }) => amount)));
}

/** What every edge of a model costs in a bill, in the order of the model. */
export function edgeCosts({ edges }: CostModel, statement: Statement, money: Money): EdgeCost[] {
  const placement: Providers = statement.placement;
  return edges.map((id) => {
    const [from, to] = EDGE_ENDS[id];
    const part = (name: "egress" | "glue"): number =>
      amountOf(
        statement,
        money,
        (place) => place.kind === "edge" && place.edge === id && place.part === name,
      );
    return { id, from: placement[from], to: placement[to], egress: part("egress"), glue: part("glue") };
  });
}

/** What the movers cost in a bill. */
export function moverCosts(statement: Statement, money: Money): Readonly<Record<MoverId, number>> {
  const cost = (mover: MoverId): number =>
    amountOf(statement, money, (place) => place.kind === "mover" && place.mover === mover);
  return { hot_to_cold: cost("hot_to_cold"), cold_to_archive: cost("cold_to_archive") };
}
