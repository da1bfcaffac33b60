import type { Attributes, Complaint, RequestContext } from "../../terraform/resource-handler.ts";
import { requiredText } from "../attributes.ts";
import { GoogleError } from "../http/google-error.ts";
import type { GcpResource } from "./resource.ts";

/** Which resources without a life of their own there are, by type and id. */
export interface Names {
  add(type: string, id: string): void;
  remove(type: string, id: string): void;
  has(type: string, id: string): boolean;
}

/** No names. */
export function createNames(): Names {
  const taken = new Set<string>();
  return {
    add(type, id) {
      taken.add(`${type} ${id}`);
    },
    remove(type, id) {
      taken.delete(`${type} ${id}`);
    },
    has: (type, id) => taken.has(`${type} ${id}`),
  };
}

/** What is particular to one resource type that is only recorded. */
export interface PlainOptions {
  readonly type: string;
  readonly requiresReplace: readonly string[];
  readonly defaults?: Attributes;
  readonly changesOnUpdate?: readonly string[];
  readonly validate?: (config: Attributes) => Complaint[];
  readonly computed: (
    attributes: Attributes,
    context: RequestContext,
  ) => Attributes & { readonly id: string };
  /** Whether several may share an id, as APIs of a project that are switched on twice do. */
  readonly shared?: boolean;
}

/** The handler of a resource that does nothing in the local cloud but to be there, once per name. */
export function plainResource(options: PlainOptions, names: Names): GcpResource {
  const { type } = options;
  return {
    type,
    requiresReplace: options.requiresReplace,
    ...(options.defaults ? { defaults: options.defaults } : {}),
    ...(options.changesOnUpdate ? { changesOnUpdate: options.changesOnUpdate } : {}),
    ...(options.validate ? { validate: options.validate } : {}),
    create(planned, context) {
      const computed = options.computed(planned, context);
      if (!options.shared && names.has(type, computed.id)) {
        throw new GoogleError("ALREADY_EXISTS", `Resource '${computed.id}' already exists.`);
      }
      names.add(type, computed.id);
      return Promise.resolve(computed);
    },
    update: (_prior, planned, context) => {
      const computed = options.computed(planned, context);
      return Promise.resolve(
        Object.fromEntries((options.changesOnUpdate ?? []).map((name) => [name, computed[name] ?? null])),
      );
    },
    delete(state) {
      names.remove(type, requiredText(state, "id"));
      return Promise.resolve();
    },
    restore: (attributes) => names.add(type, requiredText(attributes, "id")),
  };
}
