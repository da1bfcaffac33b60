import { isKnown, isPlannedObject, UNKNOWN } from "./planned.ts";
import type { Planned, PlannedObject } from "./planned.ts";
import type { Attributes, Value } from "./resource-handler.ts";
import type { Attribute, Block } from "./schema.ts";

/** Gives a value to an unknown attribute that the handler did not compute. */
export type Fallback = (name: string, attribute: Attribute) => Value;

/**
 * The state after apply: everything that was planned stays as planned, as Terraform demands; what was unknown takes the computed
 * value, or the fallback.
 */
export function completeState(
  block: Block,
  planned: PlannedObject,
  { computed, fallback }: Completion,
): Attributes {
  const state: Attributes = {};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = planned[name] ?? null;
    state[name] = isKnown(value)
      ? value
      : (computed[name] ?? (value === UNKNOWN ? fallback(name, attribute) : knownOrNull(value)));
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const answers = computed[name] ?? null;
    state[name] = completeBlocks(planned[name] ?? null, (part, index) =>
      completeState(nested.block, part, { computed: objectAt(answers, index), fallback }),
    );
  }
  return state;
}

/** What unknown attributes are filled from. */
export interface Completion {
  readonly computed: Attributes;
  readonly fallback: Fallback;
}

/**
 * The attributes as they are in the local cloud: the state, in which a computed attribute that the configuration leaves out has
 * the value that the handler gave, even where the plan promised another.
 */
export function actualAttributes(block: Block, state: Attributes, { computed, config }: Actual): Attributes {
  const actual = { ...state };
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const value = computed[name];
    if (attribute.computed && value !== undefined && (config[name] ?? null) === null) actual[name] = value;
  }
  return actual;
}

/** What the handler computed and the user configured. */
export interface Actual {
  readonly computed: Attributes;
  readonly config: PlannedObject;
}

function completeBlocks(value: Planned, complete: (part: PlannedObject, index: number) => Attributes): Value {
  if (Array.isArray(value)) {
    return value.map((part, index) => (isPlannedObject(part) ? complete(part, index) : knownOrNull(part)));
  }
  return isPlannedObject(value) ? complete(value, 0) : knownOrNull(value);
}

function objectAt(value: Value, index: number): Attributes {
  const part = Array.isArray(value) ? value[index] : value;
  return typeof part === "object" && part !== null && !Array.isArray(part) ? part : {};
}

function knownOrNull(value: Planned): Value {
  if (value === UNKNOWN) return null;
  if (Array.isArray(value)) return value.map(knownOrNull);
  if (!isPlannedObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, knownOrNull(part)]));
}
