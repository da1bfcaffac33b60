import { readFile } from "node:fs/promises";
import { request } from "node:https";
import mqtt from "mqtt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { requiredText } from "./attribute-values.ts";
import { startTestCloud } from "./test-cloud.fixture.ts";
import type { TestCloud } from "./test-cloud.fixture.ts";
import { createDevice } from "./test-device.fixture.ts";
import { createFunction, createPublicUrl } from "./test-function.fixture.ts";
import { allow, trust } from "./test-policies.fixture.ts";

// Everything that was deployed works after a restart at the same addresses, with the same credentials.

const TAKER = `exports.handler = async ({ Records }) => {
  process.stdout.write(JSON.stringify({ event: "taken", bodies: Records.map(({ body }) => JSON.parse(body).text) }) + "\\n");
};`;

let aws: TestCloud;

beforeAll(async () => {
  aws = await startTestCloud();
});

afterAll(() => aws.end());

async function get(url: string): Promise<string> {
  const ca = await readFile(aws.caFile);
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca }, (response) => {
      response.setEncoding("utf8").on("data", (body: string) => resolve(body));
    });
    sent.on("error", reject).end();
  });
}

test("functions, URLs, mappings, rules, devices and queued messages come back", async () => {
  const queue = await aws.create("aws_sqs_queue", { name: "telemetry" });
  await createFunction(aws, { name: "greeter", code: 'exports.handler = async () => "hello";' });
  const url = await createPublicUrl(aws, "greeter");
  const permissions = [[["sqs:*"], [requiredText(queue, "arn")]]] as const;
  const taker = await createFunction(aws, { name: "taker", code: TAKER, permissions });
  const mapping = { event_source_arn: requiredText(queue, "arn"), function_name: requiredText(taker, "arn") };
  const disabled = await aws.create("aws_lambda_event_source_mapping", { ...mapping, enabled: false });
  const role = await aws.create("aws_iam_role", {
    name: "rule",
    assume_role_policy: trust("iot.amazonaws.com"),
  });
  const policy = allow([["sqs:SendMessage"], [requiredText(queue, "arn")]]);
  await aws.create("aws_iam_role_policy", { name: "rule", role: "rule", policy });
  await aws.create("aws_iot_topic_rule", {
    name: "telemetry",
    enabled: true,
    sql: "SELECT text FROM 'dt/#'",
    sql_version: "2016-03-23",
    sqs: [{ queue_url: requiredText(queue, "url"), role_arn: requiredText(role, "arn"), use_base64: false }],
  });
  const device = await createDevice(aws, "pump", "dt/pump");
  const before = await mqtt.connectAsync(device.url, device.options);
  await before.publishAsync("dt/pump", '{"text":"before"}', { qos: 1 });
  await before.endAsync();

  await aws.cloud.close();
  aws = await aws.restart();

  expect(await get(url)).toBe("hello");
  const after = await mqtt.connectAsync(device.url, device.options);
  await after.publishAsync("dt/pump", '{"text":"after"}', { qos: 1 });
  await after.endAsync();
  await aws.update("aws_lambda_event_source_mapping", disabled, { enabled: true });
  await vi.waitFor(() => expect(aws.log()).toContain('{"event":"taken","bodies":["before","after"]}'), {
    timeout: 10_000,
  });
});

test("what is gone behind Terraform's back is drift, and what is there is not", async () => {
  const queue = await aws.create("aws_sqs_queue", { name: "drifting", delay_seconds: 1 });
  const handler = aws.cloud.resources.find(({ type }) => type === "aws_sqs_queue");
  expect(await handler?.read?.(queue)).toEqual(queue);
  expect(await handler?.read?.({ ...queue, delay_seconds: 9 })).toMatchObject({ delay_seconds: 1 });
  await handler?.delete(queue);
  expect(await handler?.read?.(queue)).toBeNull();
  for (const type of [
    "aws_iam_role",
    "aws_iot_thing",
    "aws_iot_topic_rule",
    "aws_cloudwatch_log_group",
    "aws_iot_policy",
  ]) {
    const gone = aws.cloud.resources.find((resource) => resource.type === type);
    expect(await gone?.read?.({ name: "never-made" })).toBeNull();
  }
});
