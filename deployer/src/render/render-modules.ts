import type { Cloud, FunctionName, Slot } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import { PROVIDERS } from "./settings.ts";

type Block = Readonly<Record<string, unknown>>;

/** The name of a cloud's foundation module within a stack. */
export const foundationName = (cloud: Cloud): string => `${cloud}-foundation`;

/** A slot whose data goes on to another one. */
interface Downstream {
  readonly slot: Slot;
  /** The function that receives when the next slot is on another cloud. */
  readonly receiver: FunctionName;
}

const DOWNSTREAM: Readonly<Partial<Record<Slot, Downstream>>> = {
  l1: { slot: "l2", receiver: "ingestion" },
  l2: { slot: "l3-hot", receiver: "hot-writer" },
};

/** What of a slot's inputs only its cloud wants. */
const L1_INPUTS: Readonly<Record<Cloud, Block>> = {
  aws: { devices: "${var.devices}" },
  azure: { devices: "${var.devices}" },
  gcp: { devices: "${var.devices}", publisher: "${var.publisher}" },
};

function foundationBlock(cloud: Cloud, modules: string): Block {
  return {
    source: `${modules}/${cloud}/foundation`,
    settings: PROVIDERS[cloud].foundation,
    twin: "${var.twin}",
  };
}

/** How a slot reaches the next one: by its links on the same cloud, by its receiver's URL on another. */
function wiring(slot: Slot, topology: Topology): Block {
  const next = DOWNSTREAM[slot];
  if (!next) return {};
  const crosses = topology.providers[slot] !== topology.providers[next.slot];
  return crosses
    ? { links: null, peers: { [next.receiver]: `\${module.${next.slot}.endpoints["${next.receiver}"]}` } }
    : { links: `\${module.${next.slot}.links}`, peers: {} };
}

function slotBlock(slot: Slot, topology: Topology, modules: string): Block {
  const cloud = topology.providers[slot];
  return {
    source: `${modules}/${cloud}/${slot}`,
    environment: `\${var.environment["${slot}"]}`,
    foundation: `\${module.${foundationName(cloud)}.foundation}`,
    functions: `\${var.functions["${slot}"]}`,
    twin: "${var.twin}",
    ...wiring(slot, topology),
    ...(slot === "l1" ? L1_INPUTS[cloud] : {}),
  };
}

/** The module blocks of a stack: one foundation per cloud in use, one module per slot. `modules` is the path to terraform/modules. */
export function moduleBlocks(topology: Topology, modules: string): Record<string, Block> {
  return Object.fromEntries([
    ...topology.clouds.map((cloud) => [foundationName(cloud), foundationBlock(cloud, modules)] as const),
    ...topology.slots.map((slot) => [slot, slotBlock(slot, topology, modules)] as const),
  ]);
}
