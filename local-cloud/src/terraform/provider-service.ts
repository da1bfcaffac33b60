import type { Run } from "./apply.ts";
import { applyRequest, recordOf } from "./apply-request.ts";
import type { CallContext } from "./apply-request.ts";
import { conform } from "./conform.ts";
import { failure } from "./diagnostics.ts";
import { encoded, NOTHING, objectOf, valueOf } from "./dynamic-value.ts";
import { knownPart } from "./planned.ts";
import type {
  ApplyRequest,
  ConfigRequest,
  Diagnostic,
  Diagnostics,
  ImportRequest,
  PlanRequest,
  ReadRequest,
  TypedConfig,
  UpgradeRequest,
} from "./protocol.ts";
import type { Provider } from "./provider.ts";
import type { Attributes } from "./resource-handler.ts";
import { schemasMessage } from "./schema-message.ts";

/** The methods of the service, by their name in the protocol. */
export type ProviderService = ReturnType<typeof createProviderService>;

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
        planned_state: encoded(planned),
        requires_replace: requiresReplace.map((name) => ({ steps: [{ attribute_name: name }] })),
        planned_private: request.prior_private,
        legacy_type_system: provider.fillsDefaults(type_name),
      };
    },

    async ApplyResourceChange(request: ApplyRequest, call: CallContext) {
      try {
        return await applyRequest(provider, { request, run, call });
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

function guarded(type: string, check: () => Diagnostic[]): Diagnostics {
  try {
    return { diagnostics: check() };
  } catch (error) {
    return { diagnostics: [failure(`cannot validate ${type}`, error)] };
  }
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
