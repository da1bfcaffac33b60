import type { AttributePath, PathStep } from "./protocol.ts";
import type { Block } from "./schema.ts";
import { elementType, objectTypes } from "./type-json.ts";
import type { TypeJson } from "./type-json.ts";

type Path = readonly (string | number)[];

/** A path in Terraform's form. It ends where it leaves the schema and where a set begins, whose elements have no number. */
export function attributePath(block: Block, path: Path): AttributePath {
  return { steps: blockSteps(block, path) };
}

function blockSteps(block: Block, [part, ...rest]: Path): PathStep[] {
  if (typeof part !== "string") return [];
  const here: PathStep = { attribute_name: part };
  const attribute = block.attributes[part];
  if (attribute) return [here, ...typeSteps(attribute.type, rest)];
  const nested = block.blocks[part];
  if (!nested) return [];
  if (nested.nesting === "single") return [here, ...blockSteps(nested.block, rest)];
  const [index, ...inner] = rest;
  if (nested.nesting === "set" || typeof index !== "number") return [here];
  return [here, { element_key_int: index }, ...blockSteps(nested.block, inner)];
}

function typeSteps(type: TypeJson, [part, ...rest]: Path): PathStep[] {
  if (part === undefined || typeof type === "string") return [];
  const [kind, of] = type;
  if (kind === "list" && typeof part === "number")
    return [{ element_key_int: part }, ...typeSteps(elementType(of), rest)];
  if (kind === "map") return [{ element_key_string: String(part) }, ...typeSteps(elementType(of), rest)];
  const attribute = kind === "object" ? objectTypes(of)[part] : undefined;
  return attribute === undefined ? [] : [{ attribute_name: String(part) }, ...typeSteps(attribute, rest)];
}
