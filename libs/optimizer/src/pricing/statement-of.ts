import type { PriceRow, Providers } from "@twin2multicloud/model";
import { bandsOf, costOf } from "../catalogue/metered.ts";
import type { PriceBook } from "../catalogue/price-book.ts";
import { sumOf, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { Charge, CostModel, Figures, MeteredCharge } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Statement, StatementLine } from "./statement.ts";
import { pooled } from "./structure.ts";

/** What a statement is made from. */
export interface StatementSource {
  readonly model: CostModel;
  readonly scenario: Scenario;
  readonly prices: PriceBook;
  /** The meters whose free allowance each charge has for itself. */
  readonly perResource: ReadonlySet<string>;
  readonly figure: Figures;
}

/** Each charge's part of its pool's cost: what it adds to those before it, or its share by quantity. */
function shares(
  quantities: readonly Exact[],
  row: PriceRow,
  sharing: CostModel["sharing"],
): { amounts: Exact[]; quantity: Exact; amount: Exact } {
  const bands = bandsOf(row);
  const quantity = sumOf(quantities);
  const amount = costOf(bands, quantity);
  let before = ZERO;
  const amounts = quantities.map((part) => {
    if (sharing === "by-quantity") return quantity.n === 0n ? ZERO : amount.mul(part).div(quantity);
    const after = before.add(part);
    const added = costOf(bands, after).sub(costOf(bands, before));
    before = after;
    return added;
  });
  return { amounts, quantity, amount };
}

function poolLines(
  pool: readonly MeteredCharge[],
  { model, prices, figure }: StatementSource,
): StatementLine[] {
  const row = prices(pool[0]?.meter ?? "");
  const quantities = pool.map((charge) => figure(charge.quantity));
  const { amounts, quantity: poolQuantity, amount: poolAmount } = shares(quantities, row, model.sharing);
  return pool.map((charge, index) => ({
    cloud: charge.cloud,
    place: charge.place,
    amount: amounts[index] ?? ZERO,
    cell: charge.quantity,
    metered: { row, quantity: quantities[index] ?? ZERO, pool: charge.pool, poolQuantity, poolAmount },
  }));
}

/** The exact total of a list of charges, in dollars. */
export function exactTotalOf(
  charges: readonly Charge[],
  { prices, perResource, figure }: StatementSource,
): Exact {
  const amounts = charges.flatMap((charge) => ("amount" in charge ? [figure(charge.amount)] : []));
  const pools = pooled(charges, perResource).map((pool) => {
    const quantity = sumOf(pool.map((charge) => figure(charge.quantity)));
    return costOf(bandsOf(prices(pool[0]?.meter ?? "")), quantity);
  });
  return sumOf([...amounts, ...pools]);
}

/** The bill of a placement, line by line, exact. */
export function statementOf(placement: Providers, source: StatementSource): Statement {
  const charges = source.model.charges(placement, source.scenario.flags);
  const fixed = charges.flatMap((charge): StatementLine[] =>
    "amount" in charge
      ? [
          {
            cloud: charge.cloud,
            place: charge.place,
            amount: source.figure(charge.amount),
            cell: charge.amount,
          },
        ]
      : [],
  );
  const lines = [...fixed, ...pooled(charges, source.perResource).flatMap((pool) => poolLines(pool, source))];
  return { placement, lines, total: sumOf(lines.map(({ amount }) => amount)) };
}
