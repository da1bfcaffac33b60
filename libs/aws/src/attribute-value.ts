import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { JsonValue } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";

/** Writes a JSON value as DynamoDB keeps it; numbers travel as text, so every double comes back as it was. */
export function toAttributeValue(value: JsonValue): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttributeValue) };
  return { M: toAttributeMap(value) };
}

/** Writes a JSON object as a DynamoDB map. */
export function toAttributeMap(object: Readonly<Record<string, JsonValue>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, toAttributeValue(value)]));
}

/** Reads a value back. Throws a PortError `invalid` on types that JSON lacks (binary, sets), which nothing of ours writes. */
export function fromAttributeValue(value: AttributeValue): JsonValue {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(fromAttributeValue);
  if (value.M !== undefined) return fromAttributeMap(value.M);
  throw new PortError("invalid", `item holds an attribute of type ${Object.keys(value).join()}, not JSON`);
}

/** Reads a DynamoDB map back as a JSON object. */
export function fromAttributeMap(map: Readonly<Record<string, AttributeValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fromAttributeValue(value)]));
}
