import type {
  Attributes,
  Complaint,
  RequestContext,
  ResourceHandler,
} from "../../terraform/resource-handler.ts";
import type { Inventory } from "./inventory.ts";

/** A resource type that can also bring itself back after a restart of the daemon. */
export interface AzureResource extends ResourceHandler {
  /** Makes the resource known again. */
  recall(attributes: Attributes): void;
  /** Brings back what it stands for; by then all resources are known. */
  revive(attributes: Attributes): Promise<void>;
}

/** What makes one resource type special; all else is the same for every type. */
export interface ArmResourceSpec {
  readonly type: string;
  readonly requiresReplace?: readonly string[];
  readonly defaults?: Attributes;
  validate?(config: Attributes): Complaint[];
  /** The id under which the resource is known. */
  id(planned: Attributes): string;
  /** Ids of resources that must exist before this one. */
  parents?(planned: Attributes): readonly string[];
  /** Further computed attributes of a new resource. */
  computed?(planned: Attributes, id: string): Attributes | Promise<Attributes>;
  /** Brings to life what the resource stands for; `fresh` is given when it is new and absent after a restart of the daemon. */
  start?(attributes: Attributes, fresh?: RequestContext): Promise<void>;
  /** Changes what the resource stands for and returns computed attributes that changed. */
  change?(change: { prior: Attributes; next: Attributes; context: RequestContext }): Promise<Attributes>;
  stop?(attributes: Attributes): Promise<void>;
  /** Whether what the resource stands for was removed behind Terraform's back. */
  gone?(attributes: Attributes): boolean;
}

/** Makes the handler of a resource type: existence, conflicts, parents, drift and restart are the same everywhere. */
export function armResource(inventory: Inventory, spec: ArmResourceSpec): AzureResource {
  const { type, requiresReplace, defaults } = spec;
  const record = (id: string, attributes: Attributes): void => inventory.put({ type, id, attributes });

  return {
    type,
    ...(requiresReplace && { requiresReplace }),
    ...(defaults && { defaults }),
    ...(spec.validate && { validate: spec.validate }),
    async create(planned, context) {
      refuseInvalid(spec, planned);
      const id = spec.id(planned);
      refuseConflict(inventory, { type, id });
      refuseOrphan(inventory, { type, parents: spec.parents?.(planned) ?? [] });
      const computed = { id, ...(await spec.computed?.(planned, id)) };
      const attributes = { ...planned, ...computed };
      record(id, attributes);
      await spec.start?.(attributes, context).catch((error: unknown) => {
        inventory.remove(id);
        throw error;
      });
      return computed;
    },
    read(state) {
      const known = inventory.get(identity(state));
      return Promise.resolve(known && !spec.gone?.(state) ? { ...state, ...known.attributes } : null);
    },
    async update(prior, planned, context) {
      refuseInvalid(spec, planned);
      const id = identity(prior);
      const next = { ...prior, ...planned };
      record(id, next);
      const computed = await spec.change?.({ prior, next, context }).catch((error: unknown) => {
        record(id, prior);
        throw error;
      });
      record(id, { ...next, ...computed });
      return computed ?? {};
    },
    async delete(state) {
      if (!inventory.get(identity(state))) return;
      await spec.stop?.(state);
      inventory.remove(identity(state));
    },
    recall: (attributes) => record(identity(attributes), attributes),
    revive: async (attributes) => spec.start?.(attributes),
  };
}

function identity(state: Attributes): string {
  const id = state["id"];
  if (typeof id !== "string") throw new Error("the recorded resource has no id");
  return id;
}

function refuseInvalid(spec: ArmResourceSpec, planned: Attributes): void {
  const complaints = spec.validate?.(planned) ?? [];
  if (complaints.length === 0) return;
  throw new Error(complaints.map((one) => [one.summary, one.detail].filter(Boolean).join(": ")).join("\n"));
}

function refuseConflict(inventory: Inventory, made: { type: string; id: string }): void {
  if (!inventory.get(made.id)) return;
  throw new Error(
    `a resource with the ID "${made.id}" already exists: to be managed via Terraform this resource needs to be imported into ` +
      `the State. See the documentation of ${made.type}.`,
  );
}

function refuseOrphan(inventory: Inventory, made: { type: string; parents: readonly string[] }): void {
  const missing = made.parents.find((parent) => !inventory.get(parent) && !isForeign(parent));
  if (missing === undefined) return;
  throw new Error(`${made.type}: 404 ResourceNotFound: ${missing} was not found`);
}

function isForeign(parent: string): boolean {
  return /^\/subscriptions\/[^/]+$/.test(parent);
}
