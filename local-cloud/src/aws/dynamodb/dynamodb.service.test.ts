import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requiredText } from "../attribute-values.ts";
import { deriveCredentials } from "../iam/identities.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { allow, trust } from "../test-policies.fixture.ts";

let aws: TestCloud;
let administrator: DynamoDBClient;

const clientOf = async (accessKeyId?: string): Promise<DynamoDBClient> => {
  const environment = await aws.cloud.emulate();
  return new DynamoDBClient({
    region: "eu-central-1",
    endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
    credentials: {
      accessKeyId: accessKeyId ?? environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: "any",
    },
    maxAttempts: 1,
  });
};

const TABLE = {
  name: "readings",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "device_id",
  range_key: "sort_key",
  attribute: [
    { name: "device_id", type: "S" },
    { name: "sort_key", type: "S" },
  ],
};
const item = (sort: string): { TableName: string; Item: Record<string, { S: string }> } => ({
  TableName: "readings",
  Item: { device_id: { S: "pump" }, sort_key: { S: sort } },
});

beforeAll(async () => {
  aws = await startTestCloud();
  administrator = await clientOf();
  await aws.create("aws_dynamodb_table", TABLE);
});

afterAll(async () => {
  administrator.destroy();
  await aws.end();
});

test("a conditional create is refused the second time", async () => {
  const put = { ...item("a"), ConditionExpression: "attribute_not_exists(device_id)" };
  await administrator.send(new PutItemCommand(put));
  await expect(administrator.send(new PutItemCommand(put))).rejects.toMatchObject({
    name: "ConditionalCheckFailedException",
  });
});

test("a role may write but not read when its policy says so", async () => {
  const role = await aws.create("aws_iam_role", {
    name: "writer",
    assume_role_policy: trust("lambda.amazonaws.com"),
  });
  const policy = allow([["dynamodb:PutItem"], ["arn:aws:dynamodb:eu-central-1:000000000000:table/readings"]]);
  await aws.create("aws_iam_role_policy", { name: "writer", role: "writer", policy });
  const client = await clientOf(deriveCredentials(requiredText(role, "unique_id")).accessKeyId);
  await client.send(new PutItemCommand(item("b")));
  const key = { TableName: "readings", Key: { device_id: { S: "pump" }, sort_key: { S: "b" } } };
  await expect(client.send(new GetItemCommand(key))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining(
      "dynamodb:GetItem on resource: arn:aws:dynamodb:eu-central-1:000000000000:table/readings",
    ),
  });
  client.destroy();
});

test("time to live is remembered, and refused for a table that does not exist", async () => {
  const specification = { AttributeName: "expires", Enabled: true };
  await administrator.send(
    new UpdateTimeToLiveCommand({ TableName: "readings", TimeToLiveSpecification: specification }),
  );
  const { TimeToLiveDescription } = await administrator.send(
    new DescribeTimeToLiveCommand({ TableName: "readings" }),
  );
  expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expires" });
  const missing = new UpdateTimeToLiveCommand({ TableName: "none", TimeToLiveSpecification: specification });
  await expect(administrator.send(missing)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("a table that exists, and one that is protected", async () => {
  await expect(aws.create("aws_dynamodb_table", TABLE)).rejects.toThrow("readings");
  await expect(
    aws.destroy("aws_dynamodb_table", { ...TABLE, deletion_protection_enabled: true }),
  ).rejects.toThrow("protected");
});

test("an empty table that an interrupted creation left is made anew; one with items is not touched", async () => {
  const leave = (TableName: string): Promise<unknown> =>
    administrator.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "other", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "other", KeyType: "HASH" }],
      }),
    );
  await leave("leftover");
  await aws.create("aws_dynamodb_table", { ...TABLE, name: "leftover" });
  await administrator.send(new PutItemCommand({ ...item("a"), TableName: "leftover" }));
  await leave("foreign");
  await administrator.send(new PutItemCommand({ TableName: "foreign", Item: { other: { S: "kept" } } }));
  await expect(aws.create("aws_dynamodb_table", { ...TABLE, name: "foreign" })).rejects.toThrow(
    "already exists",
  );
});

test("items survive a restart; a table deleted behind Terraform's back is drift", async () => {
  await administrator.send(new PutItemCommand(item("kept")));
  administrator.destroy();
  await aws.cloud.close();
  aws = await aws.restart();
  administrator = await clientOf();
  const query = {
    TableName: "readings",
    KeyConditionExpression: "device_id = :d AND sort_key = :s",
    ExpressionAttributeValues: { ":d": { S: "pump" }, ":s": { S: "kept" } },
  };
  expect((await administrator.send(new QueryCommand(query))).Count).toBe(1);
  const handler = aws.cloud.resources.find(({ type }) => type === "aws_dynamodb_table");
  expect(await handler?.read?.(TABLE)).toEqual(TABLE);
  await handler?.delete(TABLE);
  expect(await handler?.read?.(TABLE)).toBeNull();
});
