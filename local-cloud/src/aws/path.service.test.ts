import "../tls/reflect-metadata.ts";
import { webcrypto } from "node:crypto";
import { readFile } from "node:fs/promises";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as x509 from "@peculiar/x509";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Attributes } from "../terraform/resource-handler.ts";
import { startTestCloud } from "./deploy-for-tests.ts";
import type { TestCloud } from "./deploy-for-tests.ts";

// The thin path of a twin: device -> MQTT -> topic rule -> SQS -> Lambda -> DynamoDB, by the real clients.

const WRITER = `
const http = require("node:http");
exports.handler = async (event, context) => {
  for (const record of event.Records) {
    const message = JSON.parse(record.body);
    await put({ device_id: { S: message.device_id }, payload: { S: Buffer.from(message.payload, "base64").toString() } });
  }
  process.stdout.write(JSON.stringify({ event: "stored", count: event.Records.length, remaining: context.getRemainingTimeInMillis() > 0 }) + "\\n");
  return { batchItemFailures: [] };
};
function put(Item) {
  const body = JSON.stringify({ TableName: process.env.TABLE, Item });
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID } = process.env;
  const headers = {
    "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.PutItem", "x-amz-date": "20260101T000000Z",
    authorization: "AWS4-HMAC-SHA256 Credential=" + AWS_ACCESS_KEY_ID + "/20260101/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x",
  };
  return new Promise((resolve, reject) => {
    const request = http.request(AWS_ENDPOINT_URL, { method: "POST", headers }, (response) => {
      response.resume().on("end", () => response.statusCode === 200 ? resolve() : reject(new Error("status " + response.statusCode)));
    });
    request.on("error", reject).end(body);
  });
}
`;

const trust = (service: string): string =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
const allow = (...statements: [string[], string[]][]): string =>
  JSON.stringify({
    Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action, Resource })),
  });
const textOf = (attributes: Attributes, name: string): string => String(attributes[name]);

let aws: TestCloud;
let device: { url: string; options: mqtt.IClientOptions };

beforeAll(async () => {
  aws = await startTestCloud();
  const dead = await aws.create("aws_sqs_queue", { name: "demo-dispatcher-dead" });
  const queue = await aws.create("aws_sqs_queue", {
    name: "demo-dispatcher",
    visibility_timeout_seconds: 60,
    redrive_policy: JSON.stringify({ deadLetterTargetArn: dead["arn"], maxReceiveCount: 3 }),
  });
  const table = await aws.create("aws_dynamodb_table", {
    name: "demo-hot-store",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "device_id",
    attribute: [{ name: "device_id", type: "S" }],
  });
  await deployWriter(queue, table);
  await deployRule(queue, dead);
  device = await makeDevice();
}, 30_000);

afterAll(() => aws.end());

async function deployWriter(queue: Attributes, table: Attributes): Promise<void> {
  const role = await aws.create("aws_iam_role", {
    name: "demo-writer",
    assume_role_policy: trust("lambda.amazonaws.com"),
  });
  await aws.create("aws_iam_role_policy", {
    name: "demo-writer",
    role: "demo-writer",
    policy: allow(
      [["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [textOf(queue, "arn")]],
      [["dynamodb:PutItem"], [textOf(table, "arn")]],
      [["logs:*"], ["*"]],
    ),
  });
  await aws.create("aws_lambda_function", {
    function_name: "demo-writer",
    filename: await aws.zip("writer.zip", { "index.cjs": WRITER, "package.json": '{"main":"index.cjs"}' }),
    handler: "index.handler",
    runtime: "nodejs22.x",
    role: textOf(role, "arn"),
    timeout: 60,
    environment: [{ variables: { TABLE: "demo-hot-store" } }],
  });
  await aws.create("aws_lambda_event_source_mapping", {
    event_source_arn: textOf(queue, "arn"),
    function_name: "demo-writer",
    batch_size: 10,
    function_response_types: ["ReportBatchItemFailures"],
    scaling_config: [{ maximum_concurrency: 2 }],
  });
}

async function deployRule(queue: Attributes, dead: Attributes): Promise<void> {
  const role = await aws.create("aws_iam_role", {
    name: "demo-rule",
    assume_role_policy: trust("iot.amazonaws.com"),
  });
  const send = allow([["sqs:SendMessage"], [textOf(queue, "arn"), textOf(dead, "arn")]]);
  await aws.create("aws_iam_role_policy", { name: "demo-rule", role: "demo-rule", policy: send });
  const action = { role_arn: textOf(role, "arn"), use_base64: false };
  await aws.create("aws_iot_topic_rule", {
    name: "demo_dispatcher",
    enabled: true,
    sql_version: "2016-03-23",
    sql: "SELECT encode(*, 'base64') AS payload, topic(3) AS device_id, timestamp() AS arrived_at, traceid() AS trace FROM 'dt/demo/+/telemetry'",
    sqs: [{ ...action, queue_url: textOf(queue, "url") }],
    error_action: [{ sqs: [{ ...action, queue_url: textOf(dead, "url") }] }],
  });
}

async function makeDevice(): Promise<typeof device> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: "CN=demo-pump",
    keys,
    signingAlgorithm: algorithm,
  });
  const certificate = await aws.create("aws_iot_certificate", { active: true, csr: csr.toString("pem") });
  await aws.create("aws_iot_thing", { name: "demo-pump", attributes: { twin: "demo" } });
  await aws.create("aws_iot_policy", {
    name: "demo-pump",
    policy: allow(
      [["iot:Connect"], ["arn:aws:iot:eu-central-1:000000000000:client/${iot:Connection.Thing.ThingName}"]],
      [["iot:Publish"], ["arn:aws:iot:eu-central-1:000000000000:topic/dt/demo/pump/telemetry"]],
    ),
  });
  await aws.create("aws_iot_policy_attachment", { policy: "demo-pump", target: textOf(certificate, "arn") });
  await aws.create("aws_iot_thing_principal_attachment", {
    thing: "demo-pump",
    principal: textOf(certificate, "arn"),
  });
  const key = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey("pkcs8", keys.privateKey),
    "PRIVATE KEY",
  );
  const options = {
    clientId: "demo-pump",
    key,
    cert: textOf(certificate, "certificate_pem"),
    ca: await readFile(aws.caFile),
    reconnectPeriod: 0,
  };
  return { url: aws.cloud.endpoints["iot"] ?? "", options };
}

test("a device's message is acknowledged and stands in the table", async () => {
  const {
    AWS_ACCESS_KEY_ID = "",
    AWS_SECRET_ACCESS_KEY = "",
    AWS_ENDPOINT_URL = "",
  } = await aws.cloud.emulate();
  const table = new DynamoDBClient({
    region: "eu-central-1",
    endpoint: AWS_ENDPOINT_URL,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  });
  const client = await mqtt.connectAsync(device.url, device.options);
  await client.publishAsync("dt/demo/pump/telemetry", '{"temperature":21.5,"größe":"µ"}', { qos: 1 });

  const item = await vi.waitFor(
    async () => {
      const { Item } = await table.send(
        new GetItemCommand({ TableName: "demo-hot-store", Key: { device_id: { S: "pump" } } }),
      );
      expect(Item).toBeDefined();
      return Item;
    },
    { timeout: 10_000, interval: 50 },
  );

  expect(item?.["payload"]).toEqual({ S: '{"temperature":21.5,"größe":"µ"}' });
  await vi.waitFor(
    () => expect(aws.log().join("\n")).toContain('{"event":"stored","count":1,"remaining":true}'),
    { timeout: 5_000 },
  );
  expect(aws.cloud.functions()).toEqual([{ name: "demo-writer", invocations: 1, errors: 0 }]);
  await client.endAsync();
  table.destroy();
}, 30_000);
