import type { Attributes } from "../terraform/resource-handler.ts";

export { block, blocks, number, textMap, texts } from "../terraform/attribute-values.ts";

/** A text attribute; undefined when it is absent, null or empty. */
export function text(attributes: Attributes, name: string): string | undefined {
  const value = attributes[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A text attribute that the schema requires. */
export function requiredText(attributes: Attributes, name: string): string {
  const value = text(attributes, name);
  if (value === undefined) throw new Error(`${name} is missing: expected a text that is not empty`);
  return value;
}

/** A bool attribute; undefined when it is absent or null. */
export function flag(attributes: Attributes, name: string): boolean | undefined {
  const value = attributes[name];
  return typeof value === "boolean" ? value : undefined;
}
