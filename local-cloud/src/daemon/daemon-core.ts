import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openResourceRegistry } from "../terraform/resource-registry.ts";
import type { RegistryEntry, ResourceRegistry } from "../terraform/resource-registry.ts";
import type { CloudModule, CreateCloud } from "./cloud-module.ts";
import { createDaemonServices } from "./daemon-services.ts";
import { functionReports } from "./daemon-report.ts";
import type { RootServices } from "./daemon-services.ts";
import type { FunctionReport, Problem } from "./control-answers.ts";
import { openFunctionTotals } from "./function-totals.ts";
import { restore } from "./restore.ts";

/** How to make each cloud, by its name. */
export type CloudMakers = Readonly<Record<string, CreateCloud>>;

/** The clouds of a daemon with everything that exists in them. */
export interface DaemonCore {
  readonly services: RootServices;
  readonly registry: ResourceRegistry;
  readonly clouds: readonly CloudModule[];
  /** What every function did, also before this daemon began. */
  functionReports(): readonly FunctionReport[];
  /** What could not be brought back at the start and was not made anew since. */
  problems(): readonly Problem[];
  /** Stops every cloud; where no resource is left, what the clouds kept on disk goes, too. */
  close(): Promise<void>;
}

/** What the core of a daemon is made from. */
export interface DaemonCoreOptions {
  readonly folder: string;
  readonly clouds: CloudMakers;
  readonly log: (line: string) => void;
  /** Hears when the last resource goes. */
  readonly onEmpty: () => void;
}

/** Opens the folder, starts the clouds and brings back what existed, on the same ports. */
export async function openDaemonCore(options: DaemonCoreOptions): Promise<DaemonCore> {
  const records: { registry?: ResourceRegistry } = {};
  const inUse = (): boolean => (records.registry?.records().length ?? 0) > 0;
  const services = await createDaemonServices({ folder: options.folder, inUse });
  const log = await services.openLog<RegistryEntry>("registry");
  const registry = await openResourceRegistry(log, options.onEmpty);
  records.registry = registry;
  const clouds = await startClouds(options.clouds, services);
  const { portFailures } = services;
  const problems = await restore({ clouds, registry, portFailures, log: options.log });
  const totals = await openFunctionTotals(join(options.folder, "function-totals.json"));
  const report = (): FunctionReport[] => functionReports(clouds, services.functionLog);
  const saving = setInterval(() => {
    totals
      .save(report())
      .catch((error: unknown) => options.log(`the counts are not saved: ${String(error)}`));
  }, SAVE_MS).unref();
  return {
    services,
    registry,
    clouds,
    functionReports: () => totals.withEarlier(report()),
    problems: problems.current,
    async close() {
      clearInterval(saving);
      await totals.save(report());
      await Promise.all(clouds.map((cloud) => cloud.close()));
      await services.close();
      if (!inUse()) await forgetData(options.folder, clouds);
    },
  };
}

/** Counts that are younger are lost when the daemon is killed. */
const SAVE_MS = 500;

/** An account without resources holds no data; what logs and tables still remember of it is removed. */
async function forgetData(folder: string, clouds: readonly CloudModule[]): Promise<void> {
  const places = [...clouds.map(({ name }) => name), "logs", "function-totals.json"];
  await Promise.all(places.map((place) => rm(join(folder, place), { recursive: true, force: true })));
}

/** Starts clouds, each with its own part of the services; when one fails, the others are stopped again. */
export async function startClouds(makers: CloudMakers, services: RootServices): Promise<CloudModule[]> {
  const started = await Promise.allSettled(
    Object.entries(makers).map(async ([name, createCloud]) => createCloud(await services.forCloud(name))),
  );
  const clouds = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (!failed) return clouds;
  await Promise.all(clouds.map((cloud) => cloud.close()));
  throw failed.reason;
}
