import type { FunctionName, Manifest, Package, Slot, TwinFile, TwinFileDevice } from "@twin2multicloud/model";
import type { Topology } from "@twin2multicloud/topology";
import type { Twin } from "../twin/twin.ts";

/** The functions that must know the devices: who may send, and which processor serves whom. */
const KNOW_DEVICES: readonly FunctionName[] = ["dispatcher", "processor"];

/** A code zip that a twin uses, with the twin file that will be sealed into it. */
export interface UnsealedPackage {
  readonly package: Package;
  readonly twinFile: TwinFile;
}

function processorOf(device: Twin["devices"][number], processors: readonly string[]): string {
  return device.processor ?? (processors.includes(device.id) ? device.id : "default");
}

function devicesOf(twin: Twin, processors: readonly string[]): TwinFileDevice[] {
  return twin.devices
    .map((device) => ({
      id: device.id,
      processor: processorOf(device, processors),
      properties: { ...device.properties },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function slotOf(names: readonly FunctionName[], topology: Topology): Slot | undefined {
  return topology.functions.find(({ name }) => names.includes(name))?.slot;
}

/** The packages of one cloud that a twin uses: those that hold a function which the topology places there. */
export function packagesOf(twin: Twin, topology: Topology, manifest: Manifest): UnsealedPackage[] {
  const placed = topology.functions.filter(({ cloud }) => cloud === manifest.cloud).map(({ name }) => name);
  return manifest.packages.flatMap((built) => {
    const functions = built.functions.filter((name) => placed.includes(name));
    const slot = slotOf(functions, topology);
    if (!slot) return [];
    const knowsDevices = functions.some((name) => KNOW_DEVICES.includes(name));
    const twinFile: TwinFile = {
      twin: twin.name,
      cloud: manifest.cloud,
      slot,
      functions,
      ...(knowsDevices ? { devices: devicesOf(twin, manifest.processors) } : {}),
    };
    return [{ package: built, twinFile }];
  });
}
