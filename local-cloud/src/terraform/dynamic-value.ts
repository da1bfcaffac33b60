import { decodeObject, encodeValue } from "./msgpack.ts";
import type { PlannedObject } from "./planned.ts";
import type { DynamicValue } from "./protocol.ts";

/** The encoded form of no resource. */
export const NOTHING: DynamicValue = { msgpack: encodeValue(null) };

/** Attributes, in which parts may be unknown, in their encoded form. */
export function encoded(state: PlannedObject | null): DynamicValue {
  return { msgpack: encodeValue(state) };
}

/** The attributes that Terraform sent, or null for no resource. */
export function valueOf(value: DynamicValue | null): PlannedObject | null {
  return value === null ? null : decodeObject(value.msgpack);
}

/** The attributes that Terraform sent; none for no resource. */
export function objectOf(value: DynamicValue | null): PlannedObject {
  return valueOf(value) ?? {};
}
