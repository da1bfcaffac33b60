import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { functionCost } from "./functions.ts";
import type { Flag } from "./inputs.ts";

/** A part of what a slot costs on a cloud, as the predecessor names it. */
export interface Component {
  readonly cloud: Cloud;
  readonly slot: Slot;
  readonly name: string;
  /** The component exists only with this switch. */
  readonly needs?: Flag;
  /** Numbers that only this component reads. */
  readonly cells: readonly Cell[];
  /** What the component costs in a month, in dollars. */
  readonly amount: Cell;
}

/** Writes down the components of one cloud. */
export interface ComponentMaker {
  (slot: Slot, name: string, what: ComponentText): Component;
  /** A function that a slot runs so many times in a month. */
  ofFunction(slot: Slot, name: string, what: FunctionText): Component;
}

/** What a component is and costs. */
export interface ComponentText {
  readonly cost: Term;
  readonly about: string;
  readonly needs?: Flag;
  readonly cells?: readonly Cell[];
}

/** What a function does and how often. */
export interface FunctionText {
  readonly invocations: Term;
  readonly about: string;
  readonly needs?: Flag;
}

/** The words for where a formula of a slot comes from. */
export const sourceOf = (slot: Slot): string => `the predecessor's calculation, formulas of layer ${slot}`;

/** Makes the components of a cloud. */
export function componentsOf(cloud: Cloud): ComponentMaker {
  const component = (slot: Slot, name: string, what: ComponentText): Component => {
    const { cost, about, cells = [], ...rest } = what;
    const text = { unit: "USD", about, source: sourceOf(slot) };
    const amount = cell(`${cloud}.${slot}.${name.replaceAll("_", "-")}`, cost, text);
    return { cloud, slot, name, cells, amount, ...rest };
  };
  return Object.assign(component, {
    ofFunction: (slot: Slot, name: string, { invocations, ...rest }: FunctionText): Component =>
      component(slot, name, { cost: functionCost(cloud, invocations), ...rest }),
  });
}
