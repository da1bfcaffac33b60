import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createFunctionLog } from "../processes/memory-function-log.ts";
import type { MemoryFunctionLog } from "../processes/memory-function-log.ts";
import type { DurableLog } from "../storage/durable-log.ts";
import { openLog } from "../storage/open-log.ts";
import { openPortRegistry } from "../storage/port-registry.ts";
import type { PortRegistry } from "../storage/port-registry.ts";
import { openTlsMaterial } from "../tls/tls-material.ts";
import type { TlsMaterial } from "../tls/tls-material.ts";
import type { DaemonServices } from "./cloud-module.ts";
import { createOutages } from "./outage.ts";
import type { Outages } from "./outage.ts";
import type { PortFailure } from "./problems.ts";

/** What the daemon's services are made from. */
export interface DaemonServicesOptions {
  /** The folder of the daemon; everything it keeps lies in it. */
  readonly folder: string;
  /** Whether something that was deployed may know the recorded ports; default: nothing does. */
  readonly inUse?: () => boolean;
  /** Default: the system clock. */
  readonly now?: () => Date;
}

/** The services of a whole daemon; each cloud gets its own part, so that equal names of two clouds do not meet. */
export interface RootServices extends DaemonServices {
  readonly functionLog: MemoryFunctionLog;
  readonly outages: Outages;
  /** The recorded ports that could not be used. */
  portFailures(): readonly PortFailure[];
  forCloud(cloud: string): Promise<DaemonServices>;
  /** Closes every log that was opened and is not closed yet. */
  close(): Promise<void>;
}

interface Shared {
  readonly ports: PortRegistry;
  readonly tls: TlsMaterial;
  readonly functionLog: MemoryFunctionLog;
  readonly openLogs: Pick<DurableLog<unknown>, "close">[];
  readonly outages: Outages;
  readonly portFailures: PortFailure[];
}

/** Opens the services of a daemon folder; tests of a cloud may use them without a daemon. */
export async function createDaemonServices(options: DaemonServicesOptions): Promise<RootServices> {
  const { inUse = () => false, now = () => new Date() } = options;
  const folder = resolve(options.folder);
  const shared: Shared = {
    ports: await openPortRegistry({ file: join(folder, "ports.json"), inUse }),
    tls: await openTlsMaterial(join(folder, "tls"), now),
    functionLog: createFunctionLog(),
    openLogs: [],
    outages: createOutages(now),
    portFailures: [],
  };
  return {
    ...(await scope(shared, folder, "")),
    outages: shared.outages,
    portFailures: () => shared.portFailures,
    functionLog: shared.functionLog,
    forCloud: (cloud) => scope(shared, join(folder, cloud), cloud),
    async close() {
      await Promise.all(shared.openLogs.map((log) => log.close()));
    },
  };
}

// Who asks for a port at a restart may go on without it; what is missing then must be told all the same.
async function portOf({ ports, portFailures }: Shared, name: string): Promise<number> {
  try {
    return await ports.port(name);
  } catch (error) {
    portFailures.push({ name, message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

async function scope(shared: Shared, folder: string, cloud: string): Promise<DaemonServices> {
  const prefix = cloud === "" ? "" : `${cloud}/`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { functionLog, openLogs, ports, tls } = shared;
  return {
    folder,
    async openLog<Entry>(name: string) {
      const log = await openLog<Entry>(join(folder, "logs", `${name}.jsonl`));
      openLogs.push(log);
      return log;
    },
    port: (name) => portOf(shared, `${prefix}${name}`),
    releasePort: (name) => ports.release(`${prefix}${name}`),
    tls,
    node: process.execPath,
    outage: shared.outages.of(cloud),
    functionLog: {
      write: (name, line) => functionLog.write(`${prefix}${name}`, line),
      counters: (name) => functionLog.counters(`${prefix}${name}`),
      tail: (lines, name) => functionLog.tail(lines, name === undefined ? undefined : `${prefix}${name}`),
      forget: (name) => functionLog.forget(`${prefix}${name}`),
    },
  };
}
