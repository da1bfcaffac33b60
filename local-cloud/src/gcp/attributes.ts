import type { Attributes, Value } from "../terraform/resource-handler.ts";

/** A text attribute; one that is absent, null or empty is undefined, as Terraform providers treat them alike. */
export function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text attribute that must be there. Throws an Error that names it. */
export function requiredText(attributes: Attributes, name: string): string {
  const value = text(attributes, name);
  if (value === undefined) throw new Error(`${name} must be set`);
  return value;
}

/** A number; Terraform may send it as a text. */
export function number(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
}

/** A flag; absent is false. */
export function flag(attributes: Attributes, name: string): boolean {
  return attributes[name] === true;
}

/** A list or set of texts; absent is empty. */
export function texts(attributes: Attributes, name: string): readonly string[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The only block of this name, or undefined. */
export function block(attributes: Attributes, name: string): Attributes | undefined {
  return blocks(attributes, name)[0];
}

/** Every block of this name, in order; a single object counts as one. */
export function blocks(attributes: Attributes, name: string): readonly Attributes[] {
  const value = attributes[name];
  if (Array.isArray(value)) return value.filter(isAttributes);
  return value !== undefined && isAttributes(value) ? [value] : [];
}

/** A map of texts; absent is empty. */
export function textMap(attributes: Attributes, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(blocks(attributes, name)[0] ?? {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Seconds out of a duration as 600s; undefined when it is absent or no duration. */
export function seconds(attributes: Attributes, name: string): number | undefined {
  const value = text(attributes, name);
  return value && /^\d+(\.\d{1,9})?s$/.test(value) ? Number.parseFloat(value) : undefined;
}

/** Whether a value is an object. */
export function isAttributes(value: Value): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
