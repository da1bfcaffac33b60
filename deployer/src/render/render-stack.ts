import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import { moduleBlocks } from "./render-modules.ts";
import { PROVIDERS } from "./settings.ts";

/** The oldest Terraform and OpenTofu that the modules are written for. */
const REQUIRED_TERRAFORM = ">= 1.9.0";

type Block = Readonly<Record<string, unknown>>;

const DEVICES_TYPE: Readonly<Record<Cloud, string>> = {
  aws: "map(object({ csr = string }))",
  azure: "map(object({}))",
  gcp: "map(object({}))",
};

function requiredProviders(clouds: readonly Cloud[]): Block {
  return Object.fromEntries(
    clouds.map((cloud) => [
      PROVIDERS[cloud].name,
      { source: PROVIDERS[cloud].source, version: PROVIDERS[cloud].version },
    ]),
  );
}

function variableBlocks({ clouds, providers }: Topology): Block {
  const settings = clouds.map((cloud) => [
    cloud,
    { description: `Where on ${cloud} the twin stands.`, type: PROVIDERS[cloud].settingsType },
  ]);
  const publisher = {
    description: "The X.509 certificate of the key with which the twin's devices sign.",
    type: "object({ certificate = string })",
  };
  return {
    twin: { description: "The twin's name and suffix.", type: "object({ name = string, suffix = string })" },
    ...Object.fromEntries(settings),
    functions: {
      description: "The sealed zip of every function by slot and name.",
      type: "map(map(object({ sha256 = string, zip = string })))",
    },
    environment: {
      description: "The keys and tokens of every function by slot and name.",
      type: "map(map(map(string)))",
      sensitive: true,
    },
    devices: { description: "The devices by id.", type: DEVICES_TYPE[providers.l1] },
    ...(providers.l1 === "gcp" ? { publisher } : {}),
  };
}

function bySlot(slots: readonly Slot[], output: string): Block {
  return Object.fromEntries(slots.map((slot) => [slot, `\${module.${slot}.${output}}`]));
}

function outputBlocks({ slots, clouds }: Topology): Block {
  const foundations = clouds.map((cloud) => [cloud, `\${module.${cloud}-foundation.foundation}`]);
  return {
    endpoints: { description: "The public URLs by slot and function.", value: bySlot(slots, "endpoints") },
    foundations: {
      description: "What stands under the slots.",
      sensitive: true,
      value: Object.fromEntries(foundations),
    },
    functions: {
      description: "The functions as their clouds know them, by slot.",
      value: bySlot(slots, "functions"),
    },
    ingest: { description: "How devices reach the twin.", sensitive: true, value: "${module.l1.ingest}" },
  };
}

/**
 * Renders the root module of a built topology: only the clouds in use, so that nobody needs an account elsewhere.
 * `modules` is the path from the stack's folder to terraform/modules. Equal input gives equal bytes.
 */
export function renderStack(topology: Topology, modules: string): string {
  const stack = {
    terraform: {
      required_version: REQUIRED_TERRAFORM,
      required_providers: requiredProviders(topology.clouds),
    },
    provider: Object.fromEntries(
      topology.clouds.map((cloud) => [PROVIDERS[cloud].name, PROVIDERS[cloud].block]),
    ),
    variable: variableBlocks(topology),
    module: moduleBlocks(topology, modules),
    output: outputBlocks(topology),
  };
  return `${JSON.stringify(stack, null, 2)}\n`;
}
