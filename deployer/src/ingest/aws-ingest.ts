import * as z from "zod/mini";
import type { DeviceConnection } from "@twin2multicloud/model";
import { certificateRequest, newPrivateKey } from "../keys/certificates.ts";
import { deviceFiles } from "../keys/device-keys.ts";
import { keptText } from "../keys/kept.ts";
import type { CreateIngest } from "./ingest.ts";
import { mqttsUrl } from "./mqtt-url.ts";
import { lacksInIngestOutput, readIngestOutput } from "./read-ingest-output.ts";

const outputSchema = z.looseObject({
  endpoint: z.string(),
  thing_names: z.record(z.string(), z.string()),
  certificates: z.record(z.string(), z.looseObject({ pem: z.string() })),
});

/** AWS IoT Core: each device has a key that never leaves this machine, and a certificate for it by a signing request. */
export const awsIngest: CreateIngest = ({ files }, { name, devices, keys }) => {
  const requestOf = async (device: string): Promise<[string, { csr: string }]> => {
    const paths = deviceFiles(keys, device);
    const key = await keptText(files, paths.key, () => newPrivateKey("ec"));
    return [
      device,
      { csr: await keptText(files, paths.csr, () => certificateRequest(key, `${name}-${device}`)) },
    ];
  };

  return {
    variables: async () => ({ devices: Object.fromEntries(await Promise.all(devices.map(requestOf))) }),
    register: async () => {},
    connections: async ({ output, caFile }) => {
      const { endpoint, thing_names, certificates } = readIngestOutput(outputSchema, output);
      const connectionOf = async (device: string): Promise<[string, DeviceConnection]> => {
        const paths = deviceFiles(keys, device);
        const certificate = certificates[device];
        if (!certificate) throw lacksInIngestOutput(`certificates.${device}`);
        await files.write(paths.cert, certificate.pem, 0o600);
        const connection: DeviceConnection = {
          protocol: "mqtt",
          url: mqttsUrl(endpoint),
          topic: `dt/${name}/${device}/telemetry`,
          client_id: thing_names[device] ?? `${name}-${device}`,
          ca_file: caFile,
          cert_file: paths.cert,
          key_file: paths.key,
        };
        return [device, connection];
      };
      return Object.fromEntries(await Promise.all(devices.map(connectionOf)));
    },
  };
};
