import { decode, encode, ExtensionCodec } from "@msgpack/msgpack";
import { isPlannedObject, UNKNOWN } from "./planned.ts";
import type { Planned, PlannedObject } from "./planned.ts";

// Terraform writes an unknown value as extension 0, or as 12 when it knows something of it; 0 is always understood.
const UNKNOWN_TYPE = 0;
const REFINED_UNKNOWN_TYPE = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: UNKNOWN_TYPE,
  encode: (value) => (value === UNKNOWN ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({ type: REFINED_UNKNOWN_TYPE, encode: () => null, decode: () => UNKNOWN });

/** Encodes a value as Terraform expects it. */
export function encodeValue(value: Planned): Uint8Array {
  return encode(value, { extensionCodec });
}

/** Decodes a value that Terraform sent; no bytes are null. */
export function decodeValue(bytes: Uint8Array): Planned {
  return bytes.length === 0 ? null : planned(decode(bytes, { extensionCodec }));
}

/** Decodes the attributes of a resource; null when there is none. */
export function decodeObject(bytes: Uint8Array): PlannedObject | null {
  const value = decodeValue(bytes);
  if (value === null || isPlannedObject(value)) return value;
  throw new Error("expected the attributes of a resource");
}

function planned(value: unknown): Planned {
  if (value === null || value === UNKNOWN) return value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(planned);
  if (typeof value === "object" && !(value instanceof Uint8Array)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, planned(part)]));
  }
  throw new Error(`cannot decode a value of type ${typeof value}`);
}
