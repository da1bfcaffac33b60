import type { Attributes, Value } from "./resource-handler.ts";

/** Stands for a value that is known only after apply. */
export const UNKNOWN: unique symbol = Symbol("known after apply");

/** A value in which any part may still be unknown. */
export type Planned = string | number | boolean | null | typeof UNKNOWN | Planned[] | PlannedObject;

/** The attributes of a resource, any part of which may still be unknown. */
export interface PlannedObject {
  [name: string]: Planned;
}

/** Whether a value is an object, i.e. neither a list nor null nor simple. */
export function isPlannedObject(value: Planned | undefined): value is PlannedObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether every part of a value is known. */
export function isKnown(value: Planned): value is Value {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return value.every(isKnown);
  return !isPlannedObject(value) || Object.values(value).every(isKnown);
}

/** The value without its unknown parts: unknown attributes and elements are absent. */
export function knownPart(value: PlannedObject): Attributes {
  const known: Attributes = {};
  for (const [name, part] of Object.entries(value)) {
    const kept = knownValue(part);
    if (kept !== undefined) known[name] = kept;
  }
  return known;
}

function knownValue(value: Planned): Value | undefined {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return value.map(knownValue).filter((part) => part !== undefined);
  return isPlannedObject(value) ? knownPart(value) : value;
}

/** Whether two values are equal; an unknown value equals nothing, not even another unknown one. */
export function sameValue(one: Planned | undefined, other: Planned | undefined): boolean {
  if (one === UNKNOWN || other === UNKNOWN) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => sameValue(part, other[index]));
  }
  if (isPlannedObject(one) && isPlannedObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => sameValue(one[name], other[name]));
  }
  return one === other;
}
