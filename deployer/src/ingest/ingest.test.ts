import { createHmac, createPublicKey, verify, X509Certificate } from "node:crypto";
import { deviceConnectionSchema } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { SETTINGS } from "../fixtures/demo-twin.ts";
import { NOW, testMachine } from "../fixtures/test-machine.ts";
import type { TestMachine, TestMachineOptions } from "../fixtures/test-machine.ts";
import { awsIngest } from "./aws-ingest.ts";
import { azureIngest } from "./azure-ingest.ts";
import { gcpIngest } from "./gcp-ingest.ts";
import type { CreateIngest, Ingest } from "./ingest.ts";

const KEYS = "/work/.twin/demo/local/keys";
const CA = "/work/.twin/local/ca.pem";

function setUp(
  create: CreateIngest,
  devices: readonly string[],
  options: TestMachineOptions = {},
): { machine: TestMachine; ingest: Ingest } {
  const machine = testMachine({ ...options, files: { ...options.files, [CA]: "CA" } });
  return { machine, ingest: create(machine, { name: "demo", devices, keys: KEYS }) };
}

const stack = (output: unknown) => ({ output, settings: SETTINGS, caFile: CA });

describe("aws", () => {
  test("keys and requests are made once", async () => {
    const { ingest, machine } = setUp(awsIngest, ["s-1"]);
    const first = await ingest.variables();
    expect(first.devices["s-1"]?.csr).toContain("BEGIN CERTIFICATE REQUEST");
    expect(await ingest.variables()).toEqual(first);
    expect(machine.files.modes.get(`${KEYS}/devices/s-1.key.pem`)).toBe(0o600);
  });

  test("the port is 8883 only where none is given", async () => {
    const { ingest } = setUp(awsIngest, ["s-1"]);
    const output = {
      endpoint: "x.iot.eu-central-1.amazonaws.com",
      thing_names: {},
      certificates: { "s-1": { pem: "P" } },
    };
    expect((await ingest.connections(stack(output)))["s-1"]?.url).toBe(
      "mqtts://x.iot.eu-central-1.amazonaws.com:8883",
    );
    const local = await ingest.connections(stack({ ...output, endpoint: "localhost:4711" }));
    expect(local["s-1"]?.url).toBe("mqtts://localhost:4711");
  });
});

test("aws: a device without a certificate is a failure that names it, and no empty file", async () => {
  const { ingest, machine } = setUp(awsIngest, ["s-1"]);
  const output = { endpoint: "localhost:4711", thing_names: {}, certificates: {} };
  await expect(ingest.connections(stack(output))).rejects.toThrow('"ingest" lacks certificates.s-1');
  expect(machine.files.content.has(`${KEYS}/devices/s-1.cert.pem`)).toBe(false);
});

describe("azure", () => {
  const OUTPUT = {
    hostname: "localhost:4443",
    registry_policy_name: "registry",
    registry_key: Buffer.from("k").toString("base64"),
  };

  test("a hub that refuses is quoted, and the error shows no key", async () => {
    const { ingest } = setUp(azureIngest, ["s-1"], { http: () => ({ status: 401, body: "no such policy" }) });
    const failure = await ingest.register(stack(OUTPUT)).catch((error: unknown) => String(error));
    expect(failure).toContain("IoT Hub refused to register s-1: 401 no such policy");
    expect(failure).not.toContain(OUTPUT.registry_key);
  });

  test("each device is put in with its own key, once", async () => {
    const known = new Map<string, string>();
    const { ingest, machine } = setUp(azureIngest, ["s-1", "s,2"], {
      http: ({ method, url, body }) => {
        if (method === "GET") return { status: known.has(url) ? 200 : 404, body: known.get(url) ?? "" };
        known.set(url, body ?? "");
        return { status: 200, body: "" };
      },
    });
    await ingest.register(stack(OUTPUT));
    await ingest.register(stack(OUTPUT));
    const puts = machine.requests.filter(({ method }) => method === "PUT");
    expect(puts.map(({ url }) => url)).toEqual([
      "https://localhost:4443/devices/s-1?api-version=2021-04-12",
      "https://localhost:4443/devices/s%2C2?api-version=2021-04-12",
    ]);
    expect(puts[0]?.headers?.["authorization"]).toMatch(
      /^SharedAccessSignature sr=localhost%3A4443&sig=.+&se=\d+&skn=registry$/,
    );
    expect(puts[0]?.headers?.["if-match"]).toBeUndefined();
    expect(puts[0]?.ca).toBe("CA");
  });

  test("a device that the hub knows by another key gets the right one", async () => {
    const { ingest, machine } = setUp(azureIngest, ["s-1"], { http: () => ({ status: 200, body: "{}" }) });
    await ingest.register(stack(OUTPUT));
    expect(machine.requests.map(({ method, headers }) => [method, headers?.["if-match"]])).toEqual([
      ["GET", undefined],
      ["PUT", "*"],
    ]);
  });

  test("a device that left the twin is taken out, also after a run that was cut short", async () => {
    const files = {
      [`${KEYS}/iot-hub-roster.json`]: JSON.stringify({
        hostname: "localhost:4443",
        devices: ["s-1", "gone"],
      }),
    };
    let refuse = true;
    const { ingest, machine } = setUp(azureIngest, ["s-1"], {
      files,
      http: ({ method }) => ({ status: method === "DELETE" && refuse ? 503 : 200, body: "" }),
    });
    await expect(ingest.register(stack(OUTPUT))).rejects.toThrow("IoT Hub refused to remove gone: 503");
    refuse = false;
    await ingest.register(stack(OUTPUT));
    const removed = machine.requests.filter(({ method }) => method === "DELETE").map(({ url }) => url);
    expect(removed).toEqual(Array(2).fill("https://localhost:4443/devices/gone?api-version=2021-04-12"));
  });

  test("a device connects by a signature of its own key that is good for a year", async () => {
    const { ingest, machine } = setUp(azureIngest, ["s-1"]);
    const connection = deviceConnectionSchema.parse((await ingest.connections(stack(OUTPUT)))["s-1"]);
    expect(connection.username).toBe("localhost:4443/s-1/?api-version=2021-04-12");
    expect(connection.topic).toBe("devices/s-1/messages/events/$.ct=application%2Fjson&$.ce=utf-8");
    const [, resource, signature, expiry] =
      /^SharedAccessSignature sr=(.+)&sig=(.+)&se=(\d+)$/.exec(connection.password ?? "") ?? [];
    expect(resource).toBe("localhost%3A4443%2Fdevices%2Fs-1");
    expect(Number(expiry)).toBe((NOW + 365 * 86_400_000) / 1000);
    const key = machine.files.content.get(`${KEYS}/devices/s-1.sas-key`)?.toString("utf8") ?? "";
    const expected = createHmac("sha256", Buffer.from(key, "base64"))
      .update(`${resource}\n${expiry}`)
      .digest("base64");
    expect(decodeURIComponent(signature ?? "")).toBe(expected);
  });
});

describe("gcp", () => {
  const OUTPUT = {
    topic: "projects/demo-project/topics/demo-telemetry",
    publisher: { email: "p@demo-project.iam.gserviceaccount.com", private_key_id: "kid-1", unique_id: "117" },
  };

  test("the devices share a publisher whose certificate is made once and good for ten years", async () => {
    const { ingest } = setUp(gcpIngest, ["s-1", "s-2"]);
    const { publisher, devices } = await ingest.variables();
    expect(devices).toEqual({ "s-1": {}, "s-2": {} });
    expect(await ingest.variables()).toEqual({ publisher, devices });
    expect(Date.parse(new X509Certificate(publisher?.certificate ?? "").validTo)).toBe(
      NOW + 3650 * 86_400_000,
    );
  });

  test("the bearer is a token that the publisher signed itself", async () => {
    const { ingest } = setUp(gcpIngest, ["s-1"]);
    const { publisher } = await ingest.variables();
    const connection = deviceConnectionSchema.parse((await ingest.connections(stack(OUTPUT)))["s-1"]);
    expect(connection.url).toBe(
      "https://pubsub.googleapis.com/v1/projects/demo-project/topics/demo-telemetry:publish",
    );
    const [head = "", claims = "", signature = ""] = (connection.headers?.["Authorization"] ?? "")
      .replace("Bearer ", "")
      .split(".");
    const key = createPublicKey(publisher?.certificate ?? "");
    expect(verify("sha256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"))).toBe(
      true,
    );
    expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({
      alg: "RS256",
      typ: "JWT",
      kid: "kid-1",
    });
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toEqual({
      iss: OUTPUT.publisher.email,
      sub: OUTPUT.publisher.email,
      aud: "https://pubsub.googleapis.com/",
      iat: NOW / 1000,
      exp: NOW / 1000 + 3600,
    });
  });

  test("the key file is a service-account file for the owner alone", async () => {
    const { ingest, machine } = setUp(gcpIngest, ["s-1"]);
    const { "s-1": connection } = await ingest.connections(stack(OUTPUT));
    const account = JSON.parse(machine.files.content.get(connection?.key_file ?? "")?.toString("utf8") ?? "");
    expect(account).toMatchObject({
      type: "service_account",
      project_id: "demo-project",
      private_key_id: "kid-1",
      client_id: "117",
    });
    expect(machine.files.modes.get(connection?.key_file ?? "")).toBe(0o600);
  });
});
