import type { Attributes, Value } from "../../terraform/resource-handler.ts";

/** A text attribute; undefined where it is absent, null or of another type. */
export function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === "string" ? value : undefined;
}

/** A text attribute that must be known. */
export function requiredText(attributes: Attributes, name: string): string {
  const value = text(attributes, name);
  if (value === undefined)
    throw new Error(`attribute ${name}: expected a text, found ${JSON.stringify(attributes[name])}`);
  return value;
}

/** A number attribute; undefined where it is absent, null or of another type. */
export function count(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === "number" ? value : undefined;
}

/** Whether a boolean attribute is true; `absent` where it is absent or null. */
export function flag(attributes: Attributes, name: string, absent = false): boolean {
  const value = attributes[name];
  return typeof value === "boolean" ? value : absent;
}

/** The texts of a list, set or absent attribute. */
export function texts(attributes: Attributes, name: string): string[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A map of texts; absent is empty. */
export function textMap(attributes: Attributes, name: string): Record<string, string> {
  const value = attributes[name];
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (typeof item === "string" ? [[key, item]] : [])),
  );
}

/** The blocks of a name, whether Terraform gives them as a list or as one object. */
export function blocks(attributes: Attributes, name: string): Attributes[] {
  const value = attributes[name];
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The first block of a name. */
export function block(attributes: Attributes, name: string): Attributes | undefined {
  return blocks(attributes, name)[0];
}

function isObject(value: Value | undefined): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
