import { join } from "node:path";
import * as z from "zod/mini";
import type { DeviceConnection } from "@twin2multicloud/model";
import { newPrivateKey, selfSignedCertificate } from "../keys/certificates.ts";
import { keptText } from "../keys/kept.ts";
import type { Machine } from "../machine/machine.ts";
import type { CreateIngest, IngestStack, IngestTwin } from "./ingest.ts";
import { publisherToken } from "@twin2multicloud/publisher-token";
import { readIngestOutput } from "./read-ingest-output.ts";

const outputSchema = z.looseObject({
  topic: z.string(),
  publisher: z.looseObject({ email: z.string(), private_key_id: z.string(), unique_id: z.string() }),
});

const TEN_YEARS_MS = 10 * 365 * 24 * 3_600_000;

const privateKeyOf = ({ files }: Machine, { keys }: IngestTwin): Promise<string> =>
  keptText(files, join(keys, "publisher.key.pem"), () => newPrivateKey("rsa"));

async function certificateOf(machine: Machine, twin: IngestTwin): Promise<string> {
  const key = await privateKeyOf(machine, twin);
  return keptText(machine.files, join(twin.keys, "publisher.cert.pem"), () => {
    const notBefore = machine.clock.now();
    const facts = { commonName: `${twin.name}-publisher`, notBefore, notAfter: notBefore + TEN_YEARS_MS };
    return selfSignedCertificate(key, { ...facts, serial: machine.random(16) });
  });
}

/** The service-account file as Google's tools read it (https://cloud.google.com/iam/docs/keys-create-delete). */
function accountFile(output: z.infer<typeof outputSchema>, privateKey: string): string {
  const { email, private_key_id, unique_id } = output.publisher;
  const account = {
    type: "service_account",
    project_id: output.topic.split("/")[1] ?? "",
    private_key_id,
    private_key: privateKey,
    client_email: email,
    client_id: unique_id,
    auth_uri: "https://accounts.google.com/o/oauth2/auth",
    token_uri: "https://oauth2.googleapis.com/token",
    universe_domain: "googleapis.com",
  };
  return `${JSON.stringify(account, null, 2)}\n`;
}

async function connections(
  machine: Machine,
  twin: IngestTwin,
  stack: IngestStack,
): Promise<Record<string, DeviceConnection>> {
  const output = readIngestOutput(outputSchema, stack.output);
  const { gcp } = stack.settings;
  if (!gcp) throw new Error("the target gives no settings of gcp, on which the devices of this twin are");
  const privateKey = await privateKeyOf(machine, twin);
  const keyFile = join(twin.keys, "publisher.json");
  await machine.files.write(keyFile, accountFile(output, privateKey), 0o600);
  const { email, private_key_id: keyId } = output.publisher;
  const token = publisherToken({ email, keyId, privateKey }, machine.clock.now());
  const connection: DeviceConnection = {
    protocol: "pubsub",
    url: `${gcp.pubsub_endpoint}/v1/${output.topic}:publish`,
    topic: output.topic,
    ca_file: stack.caFile,
    key_file: keyFile,
    headers: { Authorization: `Bearer ${token}` },
  };
  return Object.fromEntries(twin.devices.map((device) => [device, connection]));
}

/** Google Pub/Sub: the devices of a twin share one publisher account, whose private key never leaves this machine. */
export const gcpIngest: CreateIngest = (machine, twin) => ({
  variables: async () => ({
    devices: Object.fromEntries(twin.devices.map((device) => [device, {}])),
    publisher: { certificate: await certificateOf(machine, twin) },
  }),
  register: async () => {},
  connections: (stack) => connections(machine, twin, stack),
});
