import { randomBytes } from "node:crypto";
import type { DurableLog } from "../../storage/durable-log.ts";
import { openJournal } from "../durability/journal.ts";

/** A device that a hub knows. */
export interface DeviceIdentity {
  readonly deviceId: string;
  /** Differs for each device that ever had this id. */
  readonly generationId: string;
  readonly etag: string;
  readonly status: "enabled" | "disabled";
  readonly primaryKey: string;
  readonly secondaryKey: string;
}

/** What a caller may set; absent keys are generated. */
export interface DeviceSpec {
  readonly status: "enabled" | "disabled";
  readonly primaryKey?: string;
  readonly secondaryKey?: string;
}

/** One durable change of a hub's devices. */
export type RegistryEntry =
  | { readonly op: "put"; readonly hub: string; readonly device: DeviceIdentity }
  | { readonly op: "delete"; readonly hub: string; readonly deviceId: string };

/** The devices of all hubs; they survive a killed daemon. */
export interface DeviceRegistry {
  get(hub: string, deviceId: string): DeviceIdentity | undefined;
  list(hub: string): readonly DeviceIdentity[];
  /** Makes the device, or changes the one that is there. */
  put(hub: string, deviceId: string, spec: DeviceSpec): Promise<DeviceIdentity>;
  delete(hub: string, deviceId: string): Promise<void>;
  /** Forgets a hub with all its devices. */
  dropHub(hub: string): Promise<void>;
  close(): Promise<void>;
}

// Generation ids look like .NET ticks: 100 ns since the year 1.
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;

/** Opens the registry of a log. */
export async function openDeviceRegistry(options: {
  log: DurableLog<RegistryEntry>;
  now: () => number;
}): Promise<DeviceRegistry> {
  const hubs = new Map<string, Map<string, DeviceIdentity>>();
  const devicesOf = (hub: string): Map<string, DeviceIdentity> => {
    const devices = hubs.get(hub) ?? new Map<string, DeviceIdentity>();
    hubs.set(hub, devices);
    return devices;
  };
  const journal = await openJournal<RegistryEntry>({
    log: options.log,
    apply(entry) {
      if (entry.op === "put") devicesOf(entry.hub).set(entry.device.deviceId, entry.device);
      else devicesOf(entry.hub).delete(entry.deviceId);
    },
    *snapshot() {
      for (const [hub, devices] of hubs)
        for (const device of devices.values()) yield { op: "put", hub, device };
    },
  });
  const remove = (hub: string, deviceId: string): Promise<void> =>
    journal.record({ op: "delete", hub, deviceId });

  return {
    get: (hub, deviceId) => hubs.get(hub)?.get(deviceId),
    list: (hub) => [...(hubs.get(hub)?.values() ?? [])],
    async put(hub, deviceId, spec) {
      const present = hubs.get(hub)?.get(deviceId);
      const device: DeviceIdentity = {
        deviceId,
        generationId: present?.generationId ?? String(BigInt(options.now()) * 10_000n + UNIX_EPOCH_TICKS),
        etag: randomBytes(6).toString("base64"),
        status: spec.status,
        primaryKey: spec.primaryKey ?? present?.primaryKey ?? newKey(),
        secondaryKey: spec.secondaryKey ?? present?.secondaryKey ?? newKey(),
      };
      await journal.record({ op: "put", hub, device });
      return device;
    },
    delete: remove,
    async dropHub(hub) {
      await Promise.all([...(hubs.get(hub)?.keys() ?? [])].map((deviceId) => remove(hub, deviceId)));
      hubs.delete(hub);
    },
    close: () => journal.close(),
  };
}

/** A key as the hub makes them: 32 random bytes in base64. */
export function newKey(): string {
  return randomBytes(32).toString("base64");
}
