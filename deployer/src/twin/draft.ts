import {
  credentialsFile,
  credentialsSchema,
  eventSchema,
  eventsFile,
  hierarchyFile,
  hierarchyNodeSchema,
  iotDeviceSchema,
  iotDevicesFile,
  optimizationFile,
  optimizationSchema,
  providersConfigFile,
  providersConfigSchema,
  twinConfigFile,
  twinConfigSchema,
} from "@twin2multicloud/model";
import type {
  CredentialsConfig,
  EventConfig,
  Finding,
  HierarchyNode,
  IotDevice,
  OptimizationConfig,
  ProvidersConfig,
  Target,
  TwinConfig,
} from "@twin2multicloud/model";
import * as z from "zod/mini";
import { readConfig } from "./read-config.ts";
import type { Located, ReadConfig } from "./read-config.ts";

/** A thing of which parts may be missing, because they are wrong. */
export type Parts<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** As much of a twin project as could be read; parts that are wrong are left out. */
export interface Draft {
  /** Undefined when the file could not be read at all. */
  readonly config: Parts<TwinConfig> | undefined;
  readonly providers: Parts<ProvidersConfig>;
  readonly devices: readonly Located<Parts<IotDevice>>[];
  readonly events: readonly Located<Parts<EventConfig>>[];
  readonly hierarchy: readonly Located<HierarchyNode>[];
  readonly optimization: Parts<OptimizationConfig>;
  readonly credentials: Parts<CredentialsConfig>;
}

/** The texts of a project's config files by name; a missing file is absent. */
export type ConfigTexts = Readonly<Record<string, string | undefined>>;

/** The names of the config files that are read for a target. */
export function configFileNames(target: Target): string[] {
  const always = [
    twinConfigFile,
    providersConfigFile,
    iotDevicesFile,
    eventsFile,
    hierarchyFile,
    optimizationFile,
  ];
  return [...always, ...(target === "cloud" ? [credentialsFile] : [])].map(({ name }) => name);
}

/** The elements that a schema takes, each with its place. */
function accepted<Schema extends z.ZodMiniType>(
  read: ReadConfig,
  schema: Schema,
): Located<z.infer<Schema>>[] {
  return read.elements.flatMap(({ path, value }) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [{ path, value: parsed.data }] : [];
  });
}

type NamedRead = readonly [name: string, read: ReadConfig];

function summary(reads: readonly NamedRead[]): Finding[] {
  const waiting = reads.filter(([, { notDeployedYet }]) => notDeployedYet.length > 0);
  if (waiting.length === 0) return [];
  const found = [...new Set(waiting.flatMap(([, { notDeployedYet }]) => notDeployedYet))].join(", ");
  const file = waiting.map(([name]) => name).join(", ");
  return [
    {
      file,
      path: "$",
      found,
      expected: "not deployed yet: it has no effect in this version",
      severity: "warning",
    },
  ];
}

/** Reads all config files and collects what each of them alone gives reason to find. */
export function draftOf(texts: ConfigTexts): { draft: Draft; findings: Finding[] } {
  const open = { secret: false };
  const config = readConfig({ ...twinConfigFile, ...open }, texts[twinConfigFile.name]);
  const providers = readConfig({ ...providersConfigFile, ...open }, texts[providersConfigFile.name]);
  const devices = readConfig({ ...iotDevicesFile, ...open }, texts[iotDevicesFile.name]);
  const events = readConfig({ ...eventsFile, ...open }, texts[eventsFile.name]);
  const hierarchy = readConfig({ ...hierarchyFile, ...open }, texts[hierarchyFile.name]);
  const optimization = readConfig({ ...optimizationFile, ...open }, texts[optimizationFile.name]);
  const credentials = readConfig({ ...credentialsFile, secret: true }, texts[credentialsFile.name]);
  const reads: readonly NamedRead[] = [
    [twinConfigFile.name, config],
    [providersConfigFile.name, providers],
    [iotDevicesFile.name, devices],
    [eventsFile.name, events],
    [hierarchyFile.name, hierarchy],
    [optimizationFile.name, optimization],
    [credentialsFile.name, credentials],
  ];
  return {
    draft: {
      config: accepted(config, z.partial(twinConfigSchema))[0]?.value,
      providers: accepted(providers, z.partial(providersConfigSchema))[0]?.value ?? {},
      devices: accepted(devices, z.partial(iotDeviceSchema)),
      events: accepted(events, z.partial(eventSchema)),
      hierarchy: accepted(hierarchy, hierarchyNodeSchema),
      optimization: accepted(optimization, z.partial(optimizationSchema))[0]?.value ?? {},
      credentials: accepted(credentials, z.partial(credentialsSchema))[0]?.value ?? {},
    },
    findings: [...reads.flatMap(([, { findings }]) => findings), ...summary(reads)],
  };
}
