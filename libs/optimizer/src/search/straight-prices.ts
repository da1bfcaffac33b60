import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import { structureOf } from "../pricing/structure.ts";
import type { Expression } from "../sheet/expression.ts";
import { partsOf } from "../sheet/sheet.ts";

/** The meters whose prices a value depends on, and those of them that may bend it: it is no straight line in their price. */
interface Dependence {
  readonly on: ReadonlySet<string>;
  readonly bent: ReadonlySet<string>;
}

const NOTHING: Dependence = { on: new Set(), bent: new Set() };

const union = (sets: readonly ReadonlySet<string>[]): Set<string> => new Set(sets.flatMap((set) => [...set]));

const added = (parts: readonly Dependence[]): Dependence => ({
  on: union(parts.map(({ on }) => on)),
  bent: union(parts.map(({ bent }) => bent)),
});

function bending(parts: readonly Dependence[]): Dependence {
  const { on } = added(parts);
  return { on, bent: on };
}

const straightIn = (meter: string): Dependence => ({ on: new Set([meter]), bent: new Set() });

function dependenceIn(expression: Expression, ofCell: (name: string) => Dependence): Dependence {
  const parts = partsOf(expression)
    .map((part) => dependenceIn(part, ofCell))
    .filter(({ on }) => on.size > 0);
  switch (expression.kind) {
    case "cell":
      return ofCell(expression.name);
    case "price":
      return straightIn(expression.meter);
    case "metered":
      return added([straightIn(expression.meter), bending(parts)]);
    case "sum":
    case "difference":
      return added(parts);
    case "product":
      return parts.length > 1 ? bending(parts) : added(parts);
    default:
      return parts.length > 0 ? bending(parts) : NOTHING;
  }
}

/**
 * Tells of a meter whether every total of a model is a straight line in its price, that is: whether what it costs without
 * this price and what it costs with it tell what it costs at any multiple of the price. Prices below a minimum or a
 * ceiling, or multiplied by prices, are not straight, nor are those that a charged quantity depends on.
 */
export function straightPrices(model: CostModel, flags: Scenario["flags"]): (meter: string) => boolean {
  const known = new Map<string, Dependence>();
  const ofCell = (name: string): Dependence => known.get(name) ?? NOTHING;
  for (const { name, formula } of model.sheet.cells) known.set(name, dependenceIn(formula, ofCell));
  const quantities = structureOf(model, flags).rows.flatMap(({ cells }) => cells.map(ofCell));
  const bent = union([...[...known.values()].map((each) => each.bent), bending(quantities).bent]);
  return (meter) => !bent.has(meter);
}
