import { SECRET_ENVIRONMENT } from "@twin2multicloud/model";
import type { Slot } from "@twin2multicloud/model";
import type { PlacedFunction, Topology } from "@twin2multicloud/topology";
import type { TwinKeys } from "../keys/twin-keys.ts";
import type { SealedPackage } from "../packages/seal.ts";
import { PROVIDERS } from "./settings.ts";
import type { CloudSettings } from "./settings.ts";

/** What the slot of the devices is told about them. */
export interface DeviceVariables {
  readonly devices: Readonly<Record<string, { readonly csr?: string }>>;
  readonly publisher?: { readonly certificate: string };
}

/** Everything from which the variables of a stack are made. */
export interface VariableInput {
  readonly name: string;
  readonly topology: Topology;
  readonly settings: CloudSettings;
  readonly packages: readonly SealedPackage[];
  readonly keys: TwinKeys;
  readonly ingest: DeviceVariables;
}

/** The texts of the two variable files; the second holds the secrets. */
export interface VariableFiles {
  readonly variables: string;
  readonly secrets: string;
}

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function functionsIn({ functions }: Topology, slot: Slot): readonly PlacedFunction[] {
  return functions.filter((placed) => placed.slot === slot);
}

function zipsOf(topology: Topology, packages: readonly SealedPackage[]): Record<string, object> {
  const zipOf = ({ name }: PlacedFunction): [string, object] => {
    const sealed = packages.find(({ functions }) => functions.includes(name));
    if (!sealed) throw new Error(`no package holds ${name}`);
    return [name, { sha256: sealed.sha256, zip: sealed.file }];
  };
  return Object.fromEntries(
    topology.slots.map((slot) => [slot, Object.fromEntries(functionsIn(topology, slot).map(zipOf))]),
  );
}

const KEY_OF: Readonly<Record<(typeof SECRET_ENVIRONMENT)[number], keyof TwinKeys>> = {
  REMOTE_INGESTION_KEY: "ingestion_key",
  INGESTION_KEYS: "ingestion_key",
  REMOTE_WRITER_KEY: "hot_writer_key",
  HOT_WRITER_KEYS: "hot_writer_key",
  HOT_READER_TOKENS: "reader_token",
};

function environmentOf({ environment }: PlacedFunction, keys: TwinKeys): Record<string, string> {
  const secrets = SECRET_ENVIRONMENT.filter((name) => environment.includes(name));
  return Object.fromEntries(secrets.map((name) => [name, keys[KEY_OF[name]]]));
}

function secretsOf(topology: Topology, keys: TwinKeys): Record<string, object> {
  return Object.fromEntries(
    topology.slots.map((slot) => [
      slot,
      Object.fromEntries(
        functionsIn(topology, slot).map((placed) => [placed.name, environmentOf(placed, keys)]),
      ),
    ]),
  );
}

function settingsOf({ clouds }: Topology, settings: CloudSettings): Record<string, object> {
  return Object.fromEntries(
    clouds.map((cloud) => {
      const given = settings[cloud];
      if (!given)
        throw new Error(`the target gives no settings of ${cloud} (${PROVIDERS[cloud].settingsType})`);
      return [cloud, given];
    }),
  );
}

/** Renders the variables of a stack; equal input gives equal bytes. */
export function renderVariables(input: VariableInput): VariableFiles {
  const { name, topology, keys } = input;
  return {
    variables: text({
      twin: { name, suffix: keys.suffix },
      ...settingsOf(topology, input.settings),
      functions: zipsOf(topology, input.packages),
      devices: input.ingest.devices,
      ...(input.ingest.publisher ? { publisher: input.ingest.publisher } : {}),
    }),
    secrets: text({ environment: secretsOf(topology, keys) }),
  };
}
