import type { Attributes } from "../../terraform/resource-handler.ts";

export { block, blocks, number as count, textMap, texts } from "../../terraform/attribute-values.ts";

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

/** Whether a boolean attribute is true; `absent` where it is absent or null. */
export function flag(attributes: Attributes, name: string, absent = false): boolean {
  const value = attributes[name];
  return typeof value === "boolean" ? value : absent;
}
