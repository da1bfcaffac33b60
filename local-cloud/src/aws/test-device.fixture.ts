import { webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IClientOptions } from "mqtt";
import * as x509 from "../tls/x509.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { requiredText } from "./attribute-values.ts";
import type { TestCloud } from "./test-cloud.fixture.ts";
import { allow } from "./test-policies.fixture.ts";

/** A device with the credentials that the local AWS gave it. */
export interface TestDevice {
  readonly url: string;
  readonly options: IClientOptions;
  readonly certificate: Attributes;
}

/** Makes a thing, its certificate and a policy to connect by its name and to publish to one topic, all attached. */
export async function createDevice(aws: TestCloud, name: string, topic: string): Promise<TestDevice> {
  const { csr, key } = await createSigningRequest(name);
  const certificate = await aws.create("aws_iot_certificate", { active: true, csr });
  const target = requiredText(certificate, "arn");
  const prefix = "arn:aws:iot:eu-central-1:000000000000:";
  const policy = allow(
    [["iot:Connect"], [`${prefix}client/\${iot:Connection.Thing.ThingName}`]],
    [["iot:Publish"], [`${prefix}topic/${topic}`]],
  );
  await aws.create("aws_iot_thing", { name, attributes: { device: name } });
  await aws.create("aws_iot_policy", { name, policy });
  await aws.create("aws_iot_policy_attachment", { policy: name, target });
  await aws.create("aws_iot_thing_principal_attachment", { thing: name, principal: target });
  const options = {
    clientId: name,
    key,
    cert: requiredText(certificate, "certificate_pem"),
    ca: await readFile(aws.caFile),
    reconnectPeriod: 0,
  };
  return { url: aws.cloud.endpoints["iot"] ?? "", options, certificate };
}

async function createSigningRequest(name: string): Promise<{ csr: string; key: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
  });
  const key = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey("pkcs8", keys.privateKey),
    "PRIVATE KEY",
  );
  return { csr: csr.toString("pem"), key };
}
