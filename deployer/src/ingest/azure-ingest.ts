import { join } from "node:path";
import * as z from "zod/mini";
import type { DeviceConnection } from "@twin2multicloud/model";
import { deviceFiles } from "../keys/device-keys.ts";
import { keptText } from "../keys/kept.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";
import { iotHubRegistry } from "./device-registry.ts";
import type { DeviceRegistry } from "./device-registry.ts";
import type { CreateIngest, IngestStack, IngestTwin } from "./ingest.ts";
import { mqttsUrl } from "./mqtt-url.ts";
import { readIngestOutput } from "./read-ingest-output.ts";
import { sasToken } from "./sas-token.ts";

const outputSchema = z.looseObject({
  hostname: z.string(),
  registry_policy_name: z.string(),
  registry_key: z.string(),
});

const rosterSchema = z.strictObject({ hostname: z.string(), devices: z.array(z.string()) });

/** The devices that this machine made a hub know, so that those which left the twin can be taken out. */
type Roster = z.infer<typeof rosterSchema>;

const API_VERSION = "2021-04-12";
const YEAR_MS = 365 * 24 * 3_600_000;
/** How many devices are registered at a time: IoT Hub throttles its registry. */
const AT_A_TIME = 10;

const keyOf = ({ files, random }: Machine, { keys }: IngestTwin, device: string): Promise<string> =>
  keptText(files, deviceFiles(keys, device).sas, () => random(32).toString("base64"));

async function registryOf(
  { files, http, clock }: Machine,
  { output, caFile }: IngestStack,
): Promise<DeviceRegistry> {
  const {
    hostname,
    registry_policy_name: policy,
    registry_key: key,
  } = readIngestOutput(outputSchema, output);
  const ca = (await files.read(caFile))?.toString("utf8") ?? "";
  return iotHubRegistry(http, { hostname, policy, key, ca }, () => clock.now());
}

async function readRoster({ files }: Machine, path: string, hostname: string): Promise<string[]> {
  const roster = rosterSchema.safeParse(jsonOf(await files.read(path))).data;
  return roster?.hostname === hostname ? roster.devices : [];
}

async function inGroups(items: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_A_TIME)
    await Promise.all(items.slice(at, at + AT_A_TIME).map(work));
}

async function register(machine: Machine, twin: IngestTwin, stack: IngestStack): Promise<void> {
  const { hostname } = readIngestOutput(outputSchema, stack.output);
  const registry = await registryOf(machine, stack);
  const path = join(twin.keys, "iot-hub-roster.json");
  const known = await readRoster(machine, path, hostname);
  const write = (devices: readonly string[]): Promise<void> =>
    machine.files.write(
      path,
      `${JSON.stringify({ hostname, devices: [...devices] } satisfies Roster)}\n`,
      0o600,
    );
  const gone = known.filter((device) => !twin.devices.includes(device));
  await write([...twin.devices, ...gone]);
  await inGroups(twin.devices, async (device) => registry.put(device, await keyOf(machine, twin, device)));
  await inGroups(gone, (device) => registry.remove(device));
  await write(twin.devices);
}

/** Azure IoT Hub: each device has a key of its own, made here and put into the hub's registry after the stack stands. */
export const azureIngest: CreateIngest = (machine, twin) => ({
  variables: async () => ({ devices: Object.fromEntries(twin.devices.map((device) => [device, {}])) }),
  register: (stack) => register(machine, twin, stack),
  connections: async ({ output, caFile }) => {
    const { hostname } = readIngestOutput(outputSchema, output);
    const connectionOf = async (device: string): Promise<[string, DeviceConnection]> => {
      const resource = `${hostname}/devices/${encodeURIComponent(device)}`;
      const key = await keyOf(machine, twin, device);
      const connection: DeviceConnection = {
        protocol: "mqtt",
        url: mqttsUrl(hostname),
        topic: `devices/${device}/messages/events/$.ct=application%2Fjson&$.ce=utf-8`,
        client_id: device,
        username: `${hostname}/${device}/?api-version=${API_VERSION}`,
        password: sasToken({ resource, key, expiresAt: machine.clock.now() + YEAR_MS }),
        ca_file: caFile,
      };
      return [device, connection];
    };
    return Object.fromEntries(await Promise.all(twin.devices.map(connectionOf)));
  },
});
