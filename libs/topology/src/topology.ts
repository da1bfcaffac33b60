import { CLOUDS, environmentOf, SLOTS } from "@twin2multicloud/model";
import type { Cloud, EnvironmentName, FunctionName, Need, Providers, Slot } from "@twin2multicloud/model";
import { builtFunctions, builtSlots } from "./built.ts";
import { edgesOf } from "./edges.ts";
import type { Edge } from "./edges.ts";
import { FUNCTION_RULES } from "./function-rules.ts";
import type { Features, FunctionRule, Trigger } from "./function-rules.ts";

/** One function, placed: `slot` is absent for what runs once on every cloud in use. */
export interface PlacedFunction {
  readonly name: FunctionName;
  readonly cloud: Cloud;
  readonly slot?: Slot;
  readonly trigger: Trigger;
  readonly needs: readonly Need[];
  readonly environment: readonly EnvironmentName[];
}

/** What exists where: the one source from which zips, Terraform, environment, permissions, costs and tests are derived. */
export interface Topology {
  readonly providers: Providers;
  readonly slots: readonly Slot[];
  readonly clouds: readonly Cloud[];
  readonly functions: readonly PlacedFunction[];
  readonly edges: readonly Edge[];
}

function placed(rule: FunctionRule, providers: Providers, features: Features): PlacedFunction {
  const cloud = providers[rule.slot];
  const needs = rule.needs(providers, features);
  return {
    name: rule.name,
    cloud,
    slot: rule.slot,
    trigger: rule.trigger,
    needs,
    environment: environmentOf(rule.name, cloud, needs),
  };
}

function errorReporterOn(cloud: Cloud): PlacedFunction {
  return { name: "error-reporter", cloud, trigger: "error-topic", needs: [], environment: [] };
}

function cloudsOf(providers: Providers, slots: readonly Slot[]): Cloud[] {
  return CLOUDS.filter((cloud) => slots.some((slot) => providers[slot] === cloud));
}

/** Decides, for a whole twin, which functions exist, on which cloud, with which edges and environment. */
export function topologyOf(providers: Providers, features: Features): Topology {
  const clouds = cloudsOf(providers, SLOTS);
  const functions = FUNCTION_RULES.filter((rule) => rule.exists(providers, features)).map((rule) =>
    placed(rule, providers, features),
  );
  return {
    providers,
    slots: SLOTS,
    clouds,
    functions: [...functions, ...clouds.map(errorReporterOn)],
    edges: edgesOf(providers, features),
  };
}

/** Cuts a topology to what this version deploys; a cloud is in use only if a built slot stands on it. */
export function builtPartOf(topology: Topology): Topology {
  const functions = topology.functions.filter(
    ({ name, slot }) => builtFunctions.includes(name) && (slot === undefined || builtSlots.includes(slot)),
  );
  const names = new Set(functions.map(({ name }) => name));
  return {
    providers: topology.providers,
    slots: builtSlots,
    clouds: cloudsOf(topology.providers, builtSlots),
    functions,
    edges: topology.edges.filter(({ from, to }) => names.has(from) && names.has(to)),
  };
}

/** What a topology holds that this version does not deploy yet, for `twin plan` to name. */
export function unbuiltPartOf(topology: Topology): { slots: Slot[]; functions: FunctionName[] } {
  const built = new Set(builtPartOf(topology).functions.map(({ name }) => name));
  const missing = topology.functions.map(({ name }) => name).filter((name) => !built.has(name));
  return {
    slots: topology.slots.filter((slot) => !builtSlots.includes(slot)),
    functions: [...new Set(missing)],
  };
}
