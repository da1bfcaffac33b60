import type { Attributes, Value } from "./resource-handler.ts";
import type { Block, NestedBlock } from "./schema.ts";
import { elementType, objectTypes } from "./type-json.ts";
import type { TypeJson, TypeParameter } from "./type-json.ts";

/**
 * The attributes in the exact form of their schema: what is left out is null or empty, what the schema does not know is dropped.
 * Throws with the path when a value has another type.
 */
export function conform(block: Block, attributes: Attributes, path = ""): Attributes {
  const conformed: Attributes = {};
  for (const [name, { type }] of Object.entries(block.attributes)) {
    conformed[name] = conformValue(type, attributes[name] ?? null, path + name);
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    conformed[name] = conformNested(nested, attributes[name] ?? null, path + name);
  }
  return conformed;
}

function conformNested({ nesting, block }: NestedBlock, value: Value, path: string): Value {
  if (nesting === "single") return value === null ? null : conform(block, objectAt(value, path), `${path}.`);
  return arrayAt(value ?? [], path).map((part, index) =>
    conform(block, objectAt(part, path), `${path}.${index}.`),
  );
}

function conformValue(type: TypeJson, value: Value, path: string): Value {
  if (value === null) return null;
  if (typeof type === "string") return conformSimple(type, value, path);
  const [kind, of] = type;
  if (kind === "object") return conformObject(of, value, path);
  const element = elementType(of);
  if (kind === "map")
    return mapObject(objectAt(value, path), (part, key) => conformValue(element, part, `${path}.${key}`));
  return arrayAt(value, path).map((part, index) => conformValue(element, part, `${path}.${index}`));
}

function conformObject(of: TypeParameter, value: Value, path: string): Value {
  const given = objectAt(value, path);
  return mapObject(objectTypes(of), (type, name) =>
    conformValue(type, given[name] ?? null, `${path}.${name}`),
  );
}

function conformSimple(type: string, value: Value, path: string): Value {
  const found = typeof value === "boolean" ? "bool" : typeof value;
  if (found === type) return value;
  throw new Error(`${path}: expected ${type}, got ${describe(value)}`);
}

function objectAt(value: Value, path: string): Attributes {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new Error(`${path}: expected an object, got ${describe(value)}`);
}

function arrayAt(value: Value, path: string): Value[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${path}: expected a list, got ${describe(value)}`);
}

function mapObject<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

function describe(value: Value): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value;
}
