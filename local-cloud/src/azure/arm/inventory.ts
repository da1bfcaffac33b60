import type { Attributes } from "../../terraform/resource-handler.ts";

/** One resource that exists. */
export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Attributes;
}

/** What exists in the subscription: the one list that services look things up in. */
export interface Inventory {
  get(id: string): Resource | undefined;
  put(resource: Resource): void;
  remove(id: string): void;
  ofType(type: string): readonly Resource[];
  /** The resource of a type whose `name` attribute is this one. */
  named(type: string, name: string): Resource | undefined;
  /** Grows with every change, so that what is derived from the inventory can be kept until then. */
  readonly version: number;
}

/** Makes an empty inventory; ids are compared without regard to case, as ARM does. */
export function createInventory(): Inventory {
  const byId = new Map<string, Resource>();
  let version = 0;
  const ofType = (type: string): Resource[] => [...byId.values()].filter((one) => one.type === type);
  return {
    get: (id) => byId.get(id.toLowerCase()),
    put(resource) {
      byId.set(resource.id.toLowerCase(), resource);
      version += 1;
    },
    remove(id) {
      byId.delete(id.toLowerCase());
      version += 1;
    },
    ofType,
    named: (type, name) => ofType(type).find((one) => one.attributes["name"] === name),
    get version() {
      return version;
    },
  };
}

/** A value that is derived from the inventory and computed anew only after a change. */
export function derived<T>(inventory: Inventory, compute: () => T): () => T {
  let kept: { readonly version: number; readonly value: T } | undefined;
  return () => {
    if (kept?.version !== inventory.version) kept = { version: inventory.version, value: compute() };
    return kept.value;
  };
}
