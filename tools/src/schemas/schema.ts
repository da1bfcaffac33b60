/** A Terraform type as JSON: "string", "number", "bool", ["list" | "set" | "map", type] or ["object", { name: type }]. */
export type TypeJson = string | readonly [string, TypeJson | { readonly [name: string]: TypeJson }];

/** r = required, o = optional, c = computed, oc = optional and computed. */
export type Presence = "r" | "o" | "c" | "oc";

/** One block of a schema; the form of the files in local-cloud/schemas. */
export interface Block {
  attributes: { [name: string]: readonly [TypeJson, Presence] };
  blocks: { [name: string]: NestedBlock };
}

/** A block within a block. */
export interface NestedBlock {
  nesting: "single" | "list" | "set";
  min?: number;
  max?: number;
  block: Block;
}
