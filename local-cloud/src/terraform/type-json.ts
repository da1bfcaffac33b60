/** A Terraform type as JSON: "string", "number", "bool", ["list" | "set" | "map", type] or ["object", { name: type }]. */
export type TypeJson = string | readonly [string, TypeParameter];

/** What a composed type is made of: the type of its elements, or the types of its attributes. */
export type TypeParameter = TypeJson | { readonly [name: string]: TypeJson };

/** The type of the elements of a list, set or map. */
export function elementType(of: TypeParameter): TypeJson {
  if (typeof of === "string" || isPair(of)) return of;
  throw new Error("a list, set or map in a schema has no element type");
}

/** The types of the attributes of an object. */
export function objectTypes(of: TypeParameter): Readonly<Record<string, TypeJson>> {
  if (typeof of === "string" || isPair(of)) throw new Error("an object in a schema has no attribute types");
  return of;
}

function isPair(of: TypeParameter): of is Exclude<TypeJson, string> {
  return Array.isArray(of);
}
