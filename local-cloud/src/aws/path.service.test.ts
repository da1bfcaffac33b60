import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Attributes } from "../terraform/resource-handler.ts";
import { requiredText } from "./attribute-values.ts";
import { startTestCloud } from "./test-cloud.fixture.ts";
import type { TestCloud } from "./test-cloud.fixture.ts";
import { createDevice } from "./test-device.fixture.ts";
import type { TestDevice } from "./test-device.fixture.ts";
import { allow, trust } from "./test-policies.fixture.ts";

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

let aws: TestCloud;
let device: TestDevice;

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
  device = await createDevice(aws, "demo-pump", "dt/demo/pump/telemetry");
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
      [["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [requiredText(queue, "arn")]],
      [["dynamodb:PutItem"], [requiredText(table, "arn")]],
      [["logs:*"], ["*"]],
    ),
  });
  await aws.create("aws_lambda_function", {
    function_name: "demo-writer",
    filename: await aws.zip("writer.zip", { "index.cjs": WRITER, "package.json": '{"main":"index.cjs"}' }),
    handler: "index.handler",
    runtime: "nodejs22.x",
    role: requiredText(role, "arn"),
    timeout: 60,
    environment: [{ variables: { TABLE: "demo-hot-store" } }],
  });
  await aws.create("aws_lambda_event_source_mapping", {
    event_source_arn: requiredText(queue, "arn"),
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
  const send = allow([["sqs:SendMessage"], [requiredText(queue, "arn"), requiredText(dead, "arn")]]);
  await aws.create("aws_iam_role_policy", { name: "demo-rule", role: "demo-rule", policy: send });
  const action = { role_arn: requiredText(role, "arn"), use_base64: false };
  await aws.create("aws_iot_topic_rule", {
    name: "demo_dispatcher",
    enabled: true,
    sql_version: "2016-03-23",
    sql: "SELECT encode(*, 'base64') AS payload, topic(3) AS device_id, timestamp() AS arrived_at, traceid() AS trace FROM 'dt/demo/+/telemetry'",
    sqs: [{ ...action, queue_url: requiredText(queue, "url") }],
    error_action: [{ sqs: [{ ...action, queue_url: requiredText(dead, "url") }] }],
  });
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
