import type { Cloud, Slot } from "@twin2multicloud/model";
import { sumOf, ZERO } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { CostModel } from "../model/cost-model.ts";
import type { Pricing } from "../pricing/pricing.ts";
import type { Statement, StatementLine } from "../pricing/statement.ts";
import type { Money } from "./money.ts";
import { movedTo } from "./moved.ts";
import { exclusionOf } from "./exclusion.ts";
import { byCloud, bySlotKey } from "./keyed.ts";
import type { LayerCost, SlotKey } from "./result.ts";

/** What a table of slots and clouds is made from: the statement of the chosen placement. */
export interface TableSource {
  readonly pricing: Pricing;
  readonly chosen: Statement;
  readonly money: Money;
}

function linesOf({ lines }: Statement, slot: Slot): StatementLine[] {
  return lines.filter(({ place }) => place.kind === "layer" && place.slot === slot);
}

function componentsOf(lines: readonly StatementLine[]): Map<string, Exact> {
  const components = new Map<string, Exact>();
  for (const { place, amount } of lines)
    components.set(place.component, (components.get(place.component) ?? ZERO).add(amount));
  return components;
}

/** The sums that a model shows besides the components of a slot, where there are any of their parts. */
function subtotalsOf(
  { subtotals = [] }: CostModel,
  slot: Slot,
  components: Map<string, Exact>,
): [string, Exact][] {
  return subtotals
    .filter((subtotal) => subtotal.slot === slot && subtotal.of.some((part) => components.has(part)))
    .map(({ component, of }) => [component, sumOf(of.map((part) => components.get(part) ?? ZERO))]);
}

function costOf(statement: Statement, slot: Slot, { pricing, money }: TableSource): LayerCost {
  const lines = linesOf(statement, slot);
  const components = componentsOf(lines);
  const shown = [...subtotalsOf(pricing.model, slot, components), ...components];
  return {
    cost: money.amount(sumOf(lines.map(({ amount }) => amount))),
    supported: true,
    components: Object.fromEntries(shown.map(([name, usd]) => [name, money.amount(usd)])),
  };
}

function cellOf(source: TableSource, slot: Slot, cloud: Cloud): LayerCost {
  const { pricing, chosen } = source;
  const out = exclusionOf(pricing, slot, cloud);
  if (out) return { cost: 0, supported: false, code: out.code, reason: out.reason, components: {} };
  const { placement } = chosen;
  if (placement[slot] === cloud) return costOf(chosen, slot, source);
  const moved = movedTo(placement, slot, { cloud, model: pricing.model });
  return costOf(pricing.statement(moved), slot, source);
}

/**
 * What every slot costs on every cloud: where it is chosen, its lines of the bill; elsewhere, its lines of the bill of the
 * chosen placement with this slot, and those tied to it, moved there.
 */
export function layerTable(
  source: TableSource,
): Readonly<Record<Cloud, Readonly<Record<SlotKey, LayerCost>>>> {
  return byCloud((cloud) => bySlotKey((slot) => cellOf(source, slot, cloud)));
}
