import type { Attributes, Value } from "./resource-handler.ts";

/** A number attribute; undefined when it is absent or null. */
export function number(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === "number" ? value : undefined;
}

/** The texts of a list or set. */
export function texts(attributes: Attributes, name: string): string[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** The texts of a map. */
export function textMap(attributes: Attributes, name: string): Record<string, string> {
  const value = attributes[name];
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (typeof one === "string" ? [[key, one]] : [])),
  );
}

/** The nested blocks of that name; none when it is absent. */
export function blocks(attributes: Attributes, name: string): Attributes[] {
  const value = attributes[name];
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The only nested block of that name. */
export function block(attributes: Attributes, name: string): Attributes | undefined {
  return blocks(attributes, name)[0];
}

function isObject(value: Value | undefined): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
