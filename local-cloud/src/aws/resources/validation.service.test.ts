import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { trust } from "../test-policies.fixture.ts";

let aws: TestCloud;

beforeAll(async () => {
  aws = await startTestCloud();
});

afterAll(() => aws.end());

const paths = (type: string, config: Attributes): unknown[] =>
  (aws.cloud.resources.find((resource) => resource.type === type)?.validate?.(config) ?? []).map(
    ({ path }) => path?.[0],
  );

const FUNCTION = {
  function_name: "f",
  handler: "index.handler",
  runtime: "nodejs22.x",
  role: "arn:aws:iam::000000000000:role/r",
};
const MAPPING = { event_source_arn: "arn:aws:sqs:eu-central-1:000000000000:q", function_name: "f" };
const TABLE = { name: "table", hash_key: "id", attribute: [{ name: "id", type: "S" }] };
const RULE = { name: "rule", sql: "SELECT * FROM 'a'", sql_version: "2016-03-23", enabled: true };
const REDRIVE = JSON.stringify({
  deadLetterTargetArn: "arn:aws:sqs:eu-central-1:000000000000:d",
  maxReceiveCount: 5,
});

describe("configuration that AWS takes has no complaint", () => {
  test.each<[string, Attributes]>([
    ["aws_iam_role", { name: "r", assume_role_policy: trust("lambda.amazonaws.com") }],
    ["aws_sqs_queue", { name: "q", visibility_timeout_seconds: 60, redrive_policy: REDRIVE }],
    [
      "aws_lambda_function",
      { ...FUNCTION, environment: [{ variables: { GREETING: "hi" } }], memory_size: null },
    ],
    [
      "aws_lambda_event_source_mapping",
      {
        ...MAPPING,
        batch_size: 100,
        maximum_batching_window_in_seconds: 1,
        scaling_config: [{ maximum_concurrency: 2 }],
      },
    ],
    [
      "aws_lambda_permission",
      { action: "lambda:InvokeFunction", function_name: "f", principal: "*", invoked_via_function_url: true },
    ],
    ["aws_iot_topic_rule", RULE],
    ["aws_iot_thing", { name: "demo-pump", attributes: { a: "1", b: "2", c: "3" } }],
    ["aws_dynamodb_table", TABLE],
    ["aws_cloudwatch_log_group", { name: "/aws/lambda/f", retention_in_days: 30 }],
  ])("%s", (type, config) => {
    expect(paths(type, config)).toEqual([]);
  });
});

describe("what AWS refuses is named by its attribute", () => {
  test.each<[string, Attributes, string]>([
    ["aws_iam_role", { name: "x".repeat(65), assume_role_policy: "{}" }, "name"],
    ["aws_iam_role", { name: "r", assume_role_policy: "{}" }, "assume_role_policy"],
    ["aws_iam_role_policy", { name: "p", role: "r", policy: "no JSON" }, "policy"],
    ["aws_sqs_queue", { name: "with.dot" }, "name"],
    ["aws_sqs_queue", { name: "q", visibility_timeout_seconds: 43_201 }, "visibility_timeout_seconds"],
    ["aws_sqs_queue", { name: "q", message_retention_seconds: 59 }, "message_retention_seconds"],
    ["aws_sqs_queue", { name: "q", max_message_size: 1_048_577 }, "max_message_size"],
    ["aws_sqs_queue", { name: "q", redrive_policy: '{"maxReceiveCount":3}' }, "redrive_policy"],
    ["aws_sqs_queue", { name: "q", fifo_queue: true }, "fifo_queue"],
    ["aws_lambda_function", { ...FUNCTION, function_name: "x".repeat(65) }, "function_name"],
    ["aws_lambda_function", { ...FUNCTION, runtime: "nodejs22" }, "runtime"],
    ["aws_lambda_function", { ...FUNCTION, runtime: "python3.13" }, "runtime"],
    ["aws_lambda_function", { ...FUNCTION, runtime: null }, "runtime"],
    ["aws_lambda_function", { ...FUNCTION, memory_size: 127 }, "memory_size"],
    ["aws_lambda_function", { ...FUNCTION, timeout: 901 }, "timeout"],
    ["aws_lambda_function", { ...FUNCTION, architectures: ["mips"] }, "architectures"],
    [
      "aws_lambda_function",
      { ...FUNCTION, environment: [{ variables: { KEY: "x".repeat(4_096) } }] },
      "environment",
    ],
    [
      "aws_lambda_function",
      { ...FUNCTION, environment: [{ variables: { AWS_REGION: "x" } }] },
      "environment",
    ],
    ["aws_lambda_function", { ...FUNCTION, environment: [{ variables: { "A-B": "x" } }] }, "environment"],
    ["aws_lambda_function", { ...FUNCTION, region: "us-east-1" }, "region"],
    ["aws_lambda_function", { ...FUNCTION, image_uri: "x" }, "image_uri"],
    ["aws_lambda_function_url", { function_name: "f", authorization_type: "PUBLIC" }, "authorization_type"],
    ["aws_lambda_permission", { action: "invoke", function_name: "f", principal: "*" }, "action"],
    [
      "aws_lambda_permission",
      { action: "lambda:InvokeFunction", function_name: "f", principal: "*", function_url_auth_type: "NONE" },
      "function_url_auth_type",
    ],
    ["aws_lambda_event_source_mapping", { ...MAPPING, batch_size: 11 }, "maximum_batching_window_in_seconds"],
    [
      "aws_lambda_event_source_mapping",
      { ...MAPPING, batch_size: 10_001, maximum_batching_window_in_seconds: 1 },
      "batch_size",
    ],
    [
      "aws_lambda_event_source_mapping",
      { ...MAPPING, scaling_config: [{ maximum_concurrency: 1 }] },
      "maximum_concurrency",
    ],
    [
      "aws_lambda_event_source_mapping",
      { ...MAPPING, function_response_types: ["All"] },
      "function_response_types",
    ],
    [
      "aws_lambda_event_source_mapping",
      { ...MAPPING, event_source_arn: "arn:aws:kinesis:eu-central-1:000000000000:stream/s" },
      "event_source_arn",
    ],
    ["aws_iot_topic_rule", { ...RULE, name: "with-hyphen" }, "name"],
    ["aws_iot_topic_rule", { ...RULE, sql: "SELECT" }, "sql"],
    ["aws_iot_topic_rule", { ...RULE, sql_version: "2020" }, "sql_version"],
    ["aws_iot_topic_rule", { ...RULE, lambda: [{ function_arn: "x" }] }, "lambda"],
    ["aws_iot_topic_rule", { ...RULE, error_action: [{ s3: [{ key: "x" }] }] }, "s3"],
    ["aws_iot_thing", { name: "with space" }, "name"],
    ["aws_iot_thing", { name: "t", attributes: { a: "1", b: "2", c: "3", d: "4" } }, "attributes"],
    ["aws_iot_thing", { name: "t", attributes: { a: "with space" } }, "attributes"],
    ["aws_iot_certificate", { active: true, csr: "no PEM" }, "csr"],
    ["aws_iot_certificate", { active: true, csr: null }, "csr"],
    [
      "aws_iot_policy",
      { name: "p", policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "x".repeat(2_048) } }) },
      "policy",
    ],
    ["aws_dynamodb_table", { ...TABLE, name: "ab" }, "name"],
    ["aws_dynamodb_table", { ...TABLE, billing_mode: "FREE" }, "billing_mode"],
    ["aws_dynamodb_table", { ...TABLE, range_key: "sort" }, "attribute"],
    ["aws_dynamodb_table", { ...TABLE, hash_key: "other" }, "attribute"],
    ["aws_dynamodb_table", { ...TABLE, stream_enabled: true }, "stream_enabled"],
    ["aws_cloudwatch_log_group", { name: "/g", retention_in_days: 31 }, "retention_in_days"],
    ["aws_cloudwatch_log_metric_filter", { name: "a:b", log_group_name: "g", pattern: "" }, "name"],
  ])("%s %j: %s", (type, config, path) => {
    expect(paths(type, config)).toContain(path);
  });
});

describe("what the service refuses when the thing is made", () => {
  test("a role that Lambda may not take on", async () => {
    const role = await aws.create("aws_iam_role", {
      name: "iot-only",
      assume_role_policy: trust("iot.amazonaws.com"),
    });
    const filename = await aws.zip("f.zip", { "index.js": "" });
    const settings = { ...FUNCTION, role: role["arn"] ?? "", filename };
    await expect(aws.create("aws_lambda_function", settings)).rejects.toThrow("cannot be assumed by Lambda");
  });

  test("code that is no zip, and a zip that is not there", async () => {
    const role = await aws.create("aws_iam_role", {
      name: "lambda",
      assume_role_policy: trust("lambda.amazonaws.com"),
    });
    const settings = { ...FUNCTION, role: role["arn"] ?? "" };
    await expect(aws.create("aws_lambda_function", { ...settings, filename: aws.caFile })).rejects.toThrow(
      "is not a zip",
    );
    await expect(aws.create("aws_lambda_function", { ...settings, filename: "none.zip" })).rejects.toThrow(
      "expected a zip at",
    );
  });

  test("a zip with a file outside of its folder", async () => {
    const role = await aws.create("aws_iam_role", {
      name: "escape",
      assume_role_policy: trust("lambda.amazonaws.com"),
    });
    const filename = await aws.zip("escape.zip", { "../../escaped.js": "" });
    const settings = { ...FUNCTION, role: role["arn"] ?? "", filename };
    await expect(aws.create("aws_lambda_function", settings)).rejects.toThrow("outside of its folder");
  });

  test.each<[string, Attributes]>([
    ["aws_iam_role", { name: "twice", assume_role_policy: trust("lambda.amazonaws.com") }],
    ["aws_sqs_queue", { name: "twice" }],
    ["aws_iot_thing", { name: "twice" }],
    ["aws_iot_topic_rule", { ...RULE, name: "twice" }],
    [
      "aws_iot_policy",
      {
        name: "twice",
        policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "iot:Connect", Resource: "*" } }),
      },
    ],
    ["aws_cloudwatch_log_group", { name: "twice" }],
    ["aws_dynamodb_table", { ...TABLE, name: "twice" }],
  ])("%s with a name that exists", async (type, config) => {
    await aws.create(type, config);
    await expect(aws.create(type, config)).rejects.toThrow(/exist/i);
  });

  test.each<[string, Attributes]>([
    [
      "aws_iam_role_policy",
      {
        role: "none",
        name: "p",
        policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
      },
    ],
    ["aws_cloudwatch_log_metric_filter", { name: "f", log_group_name: "none", pattern: "" }],
    ["aws_lambda_function_url", { function_name: "none", authorization_type: "NONE" }],
    ["aws_lambda_permission", { action: "lambda:InvokeFunction", function_name: "none", principal: "*" }],
    ["aws_lambda_event_source_mapping", { ...MAPPING, function_name: "none" }],
    [
      "aws_iot_policy_attachment",
      { policy: "none", target: "arn:aws:iot:eu-central-1:000000000000:cert/none" },
    ],
    [
      "aws_iot_thing_principal_attachment",
      { thing: "none", principal: "arn:aws:iot:eu-central-1:000000000000:cert/none" },
    ],
  ])("%s of something that does not exist", async (type, config) => {
    await expect(aws.create(type, config)).rejects.toThrow(/not found|does not exist|cannot be found/);
  });
});

test("data sources tell of the one account", async () => {
  const read = async (type: string, config: Attributes = {}): Promise<Attributes | undefined> =>
    aws.cloud.dataSources
      .find((source) => source.type === type)
      ?.read(config, { workingDirectory: aws.folder });
  expect(await read("aws_caller_identity")).toMatchObject({ account_id: "000000000000" });
  expect(await read("aws_region")).toMatchObject({ region: "eu-central-1" });
  expect(await read("aws_partition")).toMatchObject({ partition: "aws" });
  expect(await read("aws_iot_endpoint", { endpoint_type: "iot:Data-ATS" })).toMatchObject({
    endpoint_address: expect.stringMatching(/^localhost:\d+$/),
  });
  await expect(read("aws_iot_endpoint", { endpoint_type: "iot:Jobs" })).rejects.toThrow("iot:Data-ATS only");
});
