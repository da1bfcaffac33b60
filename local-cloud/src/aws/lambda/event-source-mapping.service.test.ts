import { GetQueueAttributesCommand, SQSClient, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText } from "../attribute-values.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { createFunction } from "../test-function.fixture.ts";

// Fails every message that says so, once per message in the DLQ test and forever for "poison".
const CODE = `
exports.handler = async ({ Records }) => {
  process.stdout.write(JSON.stringify({ event: "received", count: Records.length }) + "\\n");
  if (Records.some(({ body }) => body === "crash")) throw new Error("whole batch");
  return { batchItemFailures: Records.filter(({ body }) => body === "poison").map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

let aws: TestCloud;
let sqs: SQSClient;

beforeAll(async () => {
  aws = await startTestCloud();
  const environment = await aws.cloud.emulate();
  sqs = new SQSClient({
    region: "eu-central-1",
    endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
  });
});

afterAll(async () => {
  sqs.destroy();
  await aws.end();
});

const POLL = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

async function deploy(
  name: string,
  mapping: Attributes = {},
): Promise<{ queue: Attributes; dead: Attributes }> {
  const dead = await aws.create("aws_sqs_queue", { name: `${name}-dead` });
  const queue = await aws.create("aws_sqs_queue", {
    name,
    visibility_timeout_seconds: 1,
    redrive_policy: JSON.stringify({ deadLetterTargetArn: dead["arn"] ?? "", maxReceiveCount: 2 }),
  });
  await createFunction(aws, {
    name,
    code: CODE,
    settings: { timeout: 1 },
    permissions: [[POLL, [requiredText(queue, "arn")]]],
  });
  await aws.create("aws_lambda_event_source_mapping", {
    event_source_arn: requiredText(queue, "arn"),
    function_name: name,
    function_response_types: ["ReportBatchItemFailures"],
    ...mapping,
  });
  return { queue, dead };
}

const send = (queue: Attributes, ...bodies: string[]): Promise<unknown> =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: requiredText(queue, "url"),
      Entries: bodies.map((MessageBody, index) => ({ Id: `e${index}`, MessageBody })),
    }),
  );

async function left(queue: Attributes): Promise<number> {
  const { Attributes: counts = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: requiredText(queue, "url"), AttributeNames: ["All"] }),
  );
  return (
    Number(counts["ApproximateNumberOfMessages"]) + Number(counts["ApproximateNumberOfMessagesNotVisible"])
  );
}

test("messages are deleted once the function has dealt with them; failed ones end as dead letters", async () => {
  const { queue, dead } = await deploy("partial");
  await send(queue, "good", "poison", "fine");
  await vi.waitFor(async () => expect([await left(queue), await left(dead)]).toEqual([0, 1]), {
    timeout: 10_000,
    interval: 100,
  });
});

test("an invocation that throws keeps its whole batch", async () => {
  const { queue, dead } = await deploy("throwing");
  await send(queue, "good", "crash");
  await vi.waitFor(async () => expect([await left(queue), await left(dead)]).toEqual([0, 2]), {
    timeout: 10_000,
    interval: 100,
  });
  expect(aws.cloud.functions().find(({ name }) => name === "throwing")).toMatchObject({
    invocations: 2,
    errors: 2,
    last_error: "Error: whole batch",
  });
});

test("a window gathers messages into one large batch", async () => {
  const { queue } = await deploy("window", { batch_size: 30, maximum_batching_window_in_seconds: 1 });
  await send(queue, "a", "b", "c");
  await send(queue, "d", "e");
  await vi.waitFor(() => expect(aws.log()).toContain('{"event":"received","count":5}'), {
    timeout: 10_000,
    interval: 50,
  });
});

test("a role that loses its permission polls no more, and goes on when it gets it back", async () => {
  const { queue } = await deploy("barred");
  const role = "barred";
  await aws.destroy("aws_iam_role_policy", { role, name: role });
  await send(queue, "waiting");
  await vi.waitFor(
    () => expect(aws.log().join("\n")).toContain("does not have permissions to call ReceiveMessage"),
    { timeout: 5_000 },
  );
  expect(await left(queue)).toBe(1);
  const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
  await aws.create("aws_iam_role_policy", { name: role, role, policy });
  await vi.waitFor(async () => expect(await left(queue)).toBe(0), { timeout: 5_000, interval: 50 });
});

test.each([
  [
    "a visibility timeout below the function's timeout",
    { visibility_timeout_seconds: 1 },
    { timeout: 5 },
    POLL,
    "Queue visibility timeout: 1 seconds is less than Function timeout: 5 seconds",
  ],
  [
    "a role that may not receive",
    {},
    {},
    ["sqs:SendMessage"],
    "does not have permissions to call ReceiveMessage",
  ],
])("%s is refused", async (what, queueSettings, settings, actions, reason) => {
  const name = what.replaceAll(/\W/g, "-").slice(0, 40);
  const queue = await aws.create("aws_sqs_queue", { name, ...queueSettings });
  await createFunction(aws, {
    name,
    code: CODE,
    settings,
    permissions: [[actions, [requiredText(queue, "arn")]]],
  });
  const mapping = { event_source_arn: requiredText(queue, "arn"), function_name: name };
  await expect(aws.create("aws_lambda_event_source_mapping", mapping)).rejects.toThrow(reason);
});

test("a burst of a thousand messages is dealt with completely", async () => {
  const { queue, dead } = await deploy("burst", { scaling_config: [{ maximum_concurrency: 2 }] });
  const bodies = Array.from({ length: 10 }, (_, index) => `m${index}`);
  await Promise.all(Array.from({ length: 100 }, () => send(queue, ...bodies)));
  await vi.waitFor(async () => expect(await left(queue)).toBe(0), { timeout: 30_000, interval: 100 });
  expect(await left(dead)).toBe(0);
});
