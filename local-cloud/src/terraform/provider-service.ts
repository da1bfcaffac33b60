import { applyCreate, applyDelete, applyUpdate } from "./apply.ts";
import type { Applied, Run } from "./apply.ts";
import { conform } from "./conform.ts";
import { failure } from "./diagnostics.ts";
import { decodeObject, encodeValue } from "./msgpack.ts";
import { knownPart } from "./planned.ts";
import type { PlannedObject } from "./planned.ts";
import type {
  ApplyRequest,
  ConfigRequest,
  Diagnostic,
  Diagnostics,
  DynamicValue,
  ImportRequest,
  PlanRequest,
  ReadRequest,
  TypedConfig,
  UpgradeRequest,
} from "./protocol.ts";
import type { Provider } from "./provider.ts";
import type { ResourceRecord } from "./resource-registry.ts";
import type { Attributes } from "./resource-handler.ts";
import { schemasMessage } from "./schema-message.ts";

/** What is known of the call in which a request came. */
export interface CallContext {
  /** Whether Terraform has gone away meanwhile. */
  readonly cancelled: () => boolean;
  /** Does something once the answer has been handed to the connection. */
  readonly afterwards: (work: () => Promise<void>) => void;
}

/** The methods of the service, by their name in the protocol. */
export type ProviderService = ReturnType<typeof createProviderService>;

const NOTHING: DynamicValue = { msgpack: encodeValue(null) };

/** The methods of Terraform's provider service for runs that start in one folder. */
export function createProviderService(provider: Provider, workingDirectory: string) {
  let run: Run = { workingDirectory, mark: provider.registry.mark() };

  return {
    GetSchema: () => schemasMessage(provider.schema),

    PrepareProviderConfig: (request: ConfigRequest) => ({ prepared_config: request.config }),

    Configure(request: ConfigRequest): Diagnostics {
      run = {
        workingDirectory,
        mark: provider.registry.mark(),
        provider: knownPart(objectOf(request.config)),
      };
      return { diagnostics: [] };
    },

    ValidateResourceTypeConfig: (request: TypedConfig): Diagnostics =>
      guarded(request.type_name, () =>
        provider.validateResource(request.type_name, objectOf(request.config)),
      ),

    ValidateDataSourceConfig: (request: TypedConfig): Diagnostics =>
      guarded(request.type_name, () =>
        provider.validateDataSource(request.type_name, objectOf(request.config)),
      ),

    UpgradeResourceState({ type_name, raw_state }: UpgradeRequest) {
      const stored: unknown = JSON.parse(Buffer.from(raw_state?.json ?? "{}").toString());
      const { block } = provider.resource(type_name);
      return { upgraded_state: encoded(conform(block, isAttributes(stored) ? stored : {})) };
    },

    async ReadResource({ type_name, current_state, private: key }: ReadRequest) {
      try {
        const record = recordOf(provider, { type_name, key, state: objectOf(current_state) });
        const state = record ? await provider.read(record) : null;
        return { new_state: encoded(state), private: record ? Buffer.from(record.key) : key };
      } catch (error) {
        return {
          new_state: current_state,
          private: key,
          diagnostics: [failure(`cannot read ${type_name}`, error)],
        };
      }
    },

    PlanResourceChange({ type_name, ...request }: PlanRequest) {
      const proposed = valueOf(request.proposed_new_state);
      if (proposed === null) return { planned_state: NOTHING, planned_private: request.prior_private };
      const prior = valueOf(request.prior_state);
      if (prior) recordOf(provider, { type_name, key: request.prior_private, state: prior });
      const { planned, requiresReplace } = provider.plan(type_name, {
        proposed,
        prior,
        config: objectOf(request.config),
      });
      return {
        planned_state: { msgpack: encodeValue(planned) },
        requires_replace: requiresReplace.map((name) => ({ steps: [{ attribute_name: name }] })),
        planned_private: request.prior_private,
        legacy_type_system: provider.fillsDefaults(type_name),
      };
    },

    async ApplyResourceChange(request: ApplyRequest, call: CallContext) {
      try {
        return await apply(provider, { request, run, call });
      } catch (error) {
        const diagnostics = [failure(`cannot apply ${request.type_name}`, error)];
        return { new_state: request.prior_state ?? NOTHING, private: request.planned_private, diagnostics };
      }
    },

    async ImportResourceState({ type_name, id }: ImportRequest) {
      const record = provider.registry
        .records()
        .find((candidate) => candidate.type === type_name && candidate.attributes["id"] === id);
      if (!record)
        return { diagnostics: [failure(`cannot import ${type_name}`, `nothing has the id ${id}`)] };
      return {
        imported_resources: [
          { type_name, state: encoded(record.attributes), private: Buffer.from(record.key) },
        ],
      };
    },

    async ReadDataSource({ type_name, config }: TypedConfig) {
      try {
        return { state: encoded(await provider.readDataSource(type_name, objectOf(config), run)) };
      } catch (error) {
        return { state: NOTHING, diagnostics: [failure(`cannot read ${type_name}`, error)] };
      }
    },

    Stop: () => ({ error: "" }),
  };
}

interface Applying {
  readonly request: ApplyRequest;
  readonly run: Run;
  readonly call: CallContext;
}

async function apply(provider: Provider, { request, run, call }: Applying): Promise<object> {
  const { type_name: type } = request;
  const planned = valueOf(request.planned_state);
  const prior = valueOf(request.prior_state);
  const record = prior
    ? recordOf(provider, { type_name: type, key: request.planned_private, state: prior })
    : undefined;
  if (planned === null) {
    if (record) await applyDelete(provider, record);
    return { new_state: NOTHING };
  }
  const change = { type, planned, config: objectOf(request.config) };
  if (prior === null)
    return answer(await create(provider, { change, run, call }), provider.fillsDefaults(type));
  if (!record) throw new Error("it is gone; run terraform plan again to see what is to be made anew");
  return answer(await applyUpdate(provider, change, { prior, record, run }), provider.fillsDefaults(type));
}

interface Creating extends Omit<Applying, "request"> {
  readonly change: Parameters<typeof applyCreate>[1];
}

// Nobody would know of a thing whose creator went away before the answer: it is taken back.
async function create(provider: Provider, { change, run, call }: Creating): Promise<Applied> {
  const applied = await applyCreate(provider, change, run);
  const record = provider.registry.get(applied.key);
  if (call.cancelled() && record && !record.answered) {
    await applyDelete(provider, record);
    throw new Error("Terraform went away");
  }
  call.afterwards(() => provider.registry.answered(applied.key));
  return applied;
}

function answer({ state, key }: Applied, legacy: boolean): object {
  return { new_state: encoded(state), private: Buffer.from(key), legacy_type_system: legacy };
}

interface Known {
  readonly type_name: string;
  /** Private bytes of Terraform's: the key of the record, or nothing after an import. */
  readonly key: Uint8Array;
  readonly state: PlannedObject;
}

function recordOf({ registry }: Provider, { type_name, key, state }: Known): ResourceRecord | undefined {
  const name = Buffer.from(key).toString();
  const record = name
    ? registry.get(name)
    : registry
        .records()
        .find(({ type, attributes }) => type === type_name && attributes["id"] === state["id"]);
  if (record) registry.confirm(record.key);
  return record;
}

function guarded(type: string, check: () => Diagnostic[]): Diagnostics {
  try {
    return { diagnostics: check() };
  } catch (error) {
    return { diagnostics: [failure(`cannot validate ${type}`, error)] };
  }
}

function encoded(state: Attributes | null): DynamicValue {
  return { msgpack: encodeValue(state) };
}

function valueOf(value: DynamicValue | null): PlannedObject | null {
  return value === null ? null : decodeObject(value.msgpack);
}

function objectOf(value: DynamicValue | null): PlannedObject {
  return valueOf(value) ?? {};
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
