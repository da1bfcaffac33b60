import { conform } from "./conform.ts";
import { validate } from "./diagnostics.ts";
import { isKnown, knownPart } from "./planned.ts";
import type { PlannedObject } from "./planned.ts";
import type { PlanRules } from "./plan.ts";
import { planCreate, planUpdate, replacedBecauseOf } from "./plan.ts";
import type { Diagnostic } from "./protocol.ts";
import type { ResourceRecord, ResourceRegistry } from "./resource-registry.ts";
import type { Attributes, DataSourceHandler, RequestContext, ResourceHandler } from "./resource-handler.ts";
import type { Block, ProviderSchema } from "./schema.ts";

/** What a provider is made of. */
export interface ProviderParts {
  readonly cloud: string;
  readonly schema: ProviderSchema;
  readonly resources: readonly ResourceHandler[];
  readonly dataSources: readonly DataSourceHandler[];
  readonly registry: ResourceRegistry;
  /** Takes a line for the daemon's own log. */
  readonly log: (line: string) => void;
}

/** One resource type or data source with its schema. */
export interface Kind<Handler> {
  readonly type: string;
  readonly block: Block;
  /** Without a handler, a resource is a plain record. */
  readonly handler: Handler | undefined;
}

/** A plan of one change. */
export interface Plan {
  readonly planned: PlannedObject;
  readonly requiresReplace: readonly string[];
}

/** What a provider knows and decides without changing anything; changes are in apply.ts. */
export interface Provider extends ProviderParts {
  resource(type: string): Kind<ResourceHandler>;
  validateResource(type: string, config: PlannedObject): Diagnostic[];
  validateDataSource(type: string, config: PlannedObject): Diagnostic[];
  plan(type: string, input: PlanRequestValues): Plan;
  /** Whether planned values may differ from the configuration, as they do where the provider fills in defaults. */
  fillsDefaults(type: string): boolean;
  read(record: ResourceRecord): Promise<Attributes | null>;
  readDataSource(type: string, config: PlannedObject, context: RequestContext): Promise<Attributes>;
}

/** The states between which is planned. */
export interface PlanRequestValues {
  readonly config: PlannedObject;
  readonly proposed: PlannedObject;
  readonly prior: PlannedObject | null;
}

/** Makes a provider; throws when a handler has no schema, because Terraform could never call it. */
export function createProvider(parts: ProviderParts): Provider {
  const { schema, registry } = parts;
  const resources = handlersByType(parts.resources, schema.resources, "resource type");
  const dataSources = handlersByType(parts.dataSources, schema.dataSources, "data source");
  const resource = (type: string): Kind<ResourceHandler> => kind(type, schema.resources, resources);
  const dataSource = (type: string): Kind<DataSourceHandler> => kind(type, schema.dataSources, dataSources);
  return {
    ...parts,
    resource,
    validateResource(type, config) {
      const { block, handler } = resource(type);
      return validate(block, handler, config);
    },
    validateDataSource: (type, config) => validate(dataSource(type).block, undefined, config),
    plan(type, { config, proposed, prior }) {
      const { block, handler } = resource(type);
      const rules: PlanRules = handler ?? {};
      const input = { block, rules, config, proposed };
      if (prior === null) return { planned: planCreate(input), requiresReplace: [] };
      const planned = planUpdate(input, prior);
      return { planned, requiresReplace: replacedBecauseOf(rules, prior, planned) };
    },
    fillsDefaults(type) {
      const { block, handler } = resource(type);
      return Object.keys(handler?.defaults ?? {}).some((name) => !block.attributes[name]?.computed);
    },
    async read(record) {
      const { block, handler } = resource(record.type);
      const attributes = handler?.read ? await handler.read(record.attributes) : record.attributes;
      if (attributes !== null) return conform(block, { ...record.attributes, ...attributes });
      await registry.remove(record.key);
      return null;
    },
    async readDataSource(type, config, context) {
      const { block, handler } = dataSource(type);
      if (!handler) throw new Error("the local cloud does not have this data source");
      if (!isKnown(config))
        throw new Error("the configuration of a data source must be known before it is read");
      const known = knownPart(config);
      return conform(block, { ...known, ...(await handler.read(known, context)) });
    },
  };
}

function handlersByType<Handler extends { readonly type: string }>(
  handlers: readonly Handler[],
  schemas: Readonly<Record<string, unknown>>,
  what: string,
): ReadonlyMap<string, Handler> {
  const missing = handlers.filter(({ type }) => !(type in schemas)).map(({ type }) => type);
  if (missing.length > 0) {
    throw new Error(
      `no schema for ${what} ${missing.join(", ")}; add it to tools/src/schemas/wanted-types.ts and extract`,
    );
  }
  return new Map(handlers.map((handler) => [handler.type, handler]));
}

function kind<Handler>(
  type: string,
  schemas: ProviderSchema["resources"],
  handlers: ReadonlyMap<string, Handler>,
): Kind<Handler> {
  const schema = schemas[type];
  if (!schema) throw new Error(`the local cloud has no schema for ${type}`);
  return { type, block: schema.block, handler: handlers.get(type) };
}
