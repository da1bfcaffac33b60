import { createSign, generateKeyPairSync } from "node:crypto";
import * as x509 from "../tls/x509.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attributes } from "../terraform/resource-handler.ts";
import { PROJECT, startTestCloud } from "./cloud.fixture.ts";
import type { TestCloud } from "./cloud.fixture.ts";

const REGION = "europe-west1";
const AUDIENCE = "https://pubsub.googleapis.com/";

/** Publishes each message again to the topic in its environment. */
const FORWARDER = `
let token;
exports.handler = async (req, res) => {
  if (!Buffer.isBuffer(req.rawBody)) throw new Error("no raw body");
  token ??= fetch("http://" + process.env.GCE_METADATA_HOST + "/computeMetadata/v1/instance/service-accounts/default/token", {
    headers: { "Metadata-Flavor": "Google" } }).then((answer) => answer.json());
  const { access_token } = await token;
  const answer = await fetch(process.env.NEXT_URL + ":publish", { method: "POST", headers: { authorization: "Bearer " + access_token },
    body: JSON.stringify({ messages: [{ data: req.body.message.data }] }) });
  console.log(JSON.stringify({ event: "received", count: 1 }));
  if (!answer.ok) console.error("Error: " + answer.status + " " + await answer.text());
  res.status(answer.ok ? 204 : 503).end();
};`;

/** Creates a document per message. */
const WRITER = `
const { Firestore } = require("@google-cloud/firestore");
const db = new Firestore({ projectId: process.env.GOOGLE_CLOUD_PROJECT, databaseId: process.env.DATABASE });
exports.handler = async (req, res) => {
  const { id, value } = JSON.parse(Buffer.from(req.body.message.data, "base64"));
  await db.collection("records").doc(id).create({ device_id: "d", sort_key: id, value }).catch((error) => { if (error.code !== 6) throw error; });
  res.status(204).end();
};`;

const READER = `
const { Firestore } = require("@google-cloud/firestore");
const db = new Firestore({ projectId: process.env.GOOGLE_CLOUD_PROJECT, databaseId: process.env.DATABASE });
exports.handler = async (req, res) => {
  const found = await db.collection("records").where("device_id", "==", "d").orderBy("sort_key").limit(1000).get();
  res.json({ ids: found.docs.map((one) => one.id), values: found.docs.map((one) => one.get("value")) });
};`;

let test_: TestCloud;
let publisher: { email: string; keyId: string; privateKey: string };
let readerUrl = "";

async function account(name: string): Promise<Attributes> {
  return test_.make("google_service_account", { account_id: name });
}

async function cloudFunction(
  name: string,
  code: string,
  environment: Record<string, string>,
): Promise<Attributes> {
  const { email } = await account(`run-${name}`);
  const object = await test_.make("google_storage_bucket_object", {
    bucket: "sources",
    name: `${name}.zip`,
    source: await test_.zip(code),
  });
  return test_.make("google_cloudfunctions2_function", {
    name,
    location: REGION,
    build_config: [
      {
        runtime: "nodejs22",
        entry_point: "handler",
        source: [{ storage_source: [{ bucket: "sources", object: object["name"] ?? "" }] }],
      },
    ],
    service_config: [
      {
        available_cpu: "1",
        max_instance_request_concurrency: 80,
        service_account_email: email ?? "",
        environment_variables: environment,
        ingress_settings: name === "reader" ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY",
      },
    ],
  });
}

function uriOf(made: Attributes): string {
  const url = made["url"];
  return typeof url === "string" ? url : "";
}

async function hop(topic: string, made: Attributes): Promise<void> {
  const push = await account(`push-${topic}`);
  const name = made["name"] ?? "";
  await test_.make("google_cloud_run_v2_service_iam_member", {
    location: REGION,
    name,
    role: "roles/run.invoker",
    member: push["member"] ?? "",
  });
  await test_.make("google_pubsub_subscription", {
    name,
    topic,
    push_config: [
      {
        push_endpoint: uriOf(made),
        oidc_token: [{ service_account_email: push["email"] ?? "", audience: uriOf(made) }],
      },
    ],
    retry_policy: [{ minimum_backoff: "1s", maximum_backoff: "2s" }],
  });
}

async function uploadKey(email: string): Promise<typeof publisher> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "der" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const keys = {
    privateKey: await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]),
    publicKey: await crypto.subtle.importKey("spki", spki, algorithm, true, ["verify"]),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=publisher",
    keys,
    signingAlgorithm: algorithm,
    notAfter: new Date(Date.now() + 86_400_000),
  });
  const key = await test_.make("google_service_account_key", {
    service_account_id: `projects/${PROJECT}/serviceAccounts/${email}`,
    public_key_data: Buffer.from(certificate.toString("pem")).toString("base64"),
  });
  const name = key["name"];
  return {
    email,
    keyId: typeof name === "string" ? (name.split("/").at(-1) ?? "") : "",
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function selfSigned(claims: Record<string, unknown> = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", typ: "JWT", kid: publisher.keyId },
    { iss: publisher.email, sub: publisher.email, aud: AUDIENCE, iat: now, exp: now + 3600, ...claims },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return `${parts.join(".")}.${createSign("RSA-SHA256").update(parts.join(".")).sign(publisher.privateKey, "base64url")}`;
}

function publish(messages: readonly object[], token = selfSigned()): ReturnType<TestCloud["send"]> {
  return test_.send(`${test_.cloud.endpoints["pubsub"]}/v1/projects/${PROJECT}/topics/telemetry:publish`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ messages }),
  });
}

const reading = (id: string, value: number): object => ({
  data: Buffer.from(JSON.stringify({ id, value })).toString("base64"),
});

beforeAll(async () => {
  test_ = await startTestCloud();
  await test_.make("google_storage_bucket", { name: "sources", location: REGION });
  await test_.make("google_firestore_database", {
    name: "hot-store",
    location_id: REGION,
    type: "FIRESTORE_NATIVE",
    deletion_policy: "DELETE",
  });
  await test_.make("google_firestore_index", {
    database: "hot-store",
    collection: "records",
    fields: [
      { field_path: "device_id", order: "ASCENDING" },
      { field_path: "sort_key", order: "ASCENDING" },
    ],
  });
  await test_.make("google_pubsub_topic", { name: "telemetry" });
  await test_.make("google_pubsub_topic", { name: "persister" });
  const sender = await account("publisher");
  publisher = await uploadKey(typeof sender["email"] === "string" ? sender["email"] : "");
  await test_.make("google_pubsub_topic_iam_member", {
    topic: "telemetry",
    role: "roles/pubsub.publisher",
    member: sender["member"] ?? "",
  });
  const next = `${test_.cloud.endpoints["pubsub"]}/v1/projects/${PROJECT}/topics/persister`;
  const forwarder = await cloudFunction("forwarder", FORWARDER, { NEXT_URL: next });
  const writer = await cloudFunction("writer", WRITER, { DATABASE: "hot-store" });
  const reader = await cloudFunction("reader", READER, { DATABASE: "hot-store" });
  readerUrl = uriOf(reader);
  await test_.make("google_pubsub_topic_iam_member", {
    topic: "persister",
    role: "roles/pubsub.publisher",
    member: `serviceAccount:run-forwarder@${PROJECT}.iam.gserviceaccount.com`,
  });
  for (const name of ["writer", "reader"]) {
    const role = name === "writer" ? "roles/datastore.user" : "roles/datastore.viewer";
    await test_.make("google_project_iam_member", {
      project: PROJECT,
      role,
      member: `serviceAccount:run-${name}@${PROJECT}.iam.gserviceaccount.com`,
    });
  }
  await test_.make("google_cloud_run_v2_service_iam_member", {
    location: REGION,
    name: "reader",
    role: "roles/run.invoker",
    member: "allUsers",
  });
  await hop("telemetry", forwarder);
  await hop("persister", writer);
}, 30_000);

afterAll(() => test_.close());

async function stored(): Promise<{ ids: string[]; values: number[] }> {
  const answer = await test_.send(readerUrl);
  return answer.status === 200 ? JSON.parse(answer.body) : { ids: [answer.body], values: [] };
}

describe("a message on its way through Pub/Sub, two functions and Firestore", () => {
  test("arrives, once, with its fraction", async () => {
    const answer = await publish([reading("a", 21.5), reading("b", -3), reading("a", 99)]);
    expect(answer).toMatchObject({ status: 200 });
    await expect.poll(stored, { timeout: 20_000 }).toEqual({ ids: ["a", "b"], values: [21.5, -3] });
    const { invocations, errors } = test_.cloud.functions().find(({ name }) => name === "forwarder") ?? {};
    expect({ invocations, errors }).toEqual({ invocations: 3, errors: 0 });
    expect(test_.lines("forwarder")).toContain('{"event":"received","count":1}');
  }, 30_000);

  test("survives a restart of everything", async () => {
    test_ = await test_.restart();
    await publish([reading("c", 1)]);
    await expect.poll(stored, { timeout: 20_000 }).toEqual({ ids: ["a", "b", "c"], values: [21.5, -3, 1] });
  }, 30_000);

  test("is refused with a token that is foreign, expired or meant for others", async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const token of [
      "nonsense",
      selfSigned({ exp: now - 1 }),
      selfSigned({ aud: "https://storage.googleapis.com/" }),
      `${selfSigned()}x`,
    ]) {
      expect(await publish([reading("x", 1)], token)).toMatchObject({ status: 401 });
    }
  });
});
