import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requiredText } from "../attribute-values.ts";
import { deriveCredentials } from "../iam/identities.ts";
import { startTestCloud } from "../test-cloud.fixture.ts";
import type { TestCloud } from "../test-cloud.fixture.ts";
import { allow, trust } from "../test-policies.fixture.ts";

// SQS as the real SDK sees it; the SDK checks the MD5 of every message by itself.

let aws: TestCloud;
let sqs: SQSClient;
let QueueUrl: string;
let queues = 0;

const clientOf = (environment: Record<string, string>): SQSClient =>
  new SQSClient({
    region: "eu-central-1",
    endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    maxAttempts: 1,
  });

beforeAll(async () => {
  aws = await startTestCloud();
  sqs = clientOf(await aws.cloud.emulate());
});

beforeEach(async () => {
  queues += 1;
  const made = await sqs.send(
    new CreateQueueCommand({ QueueName: `queue-${queues}`, Attributes: { VisibilityTimeout: "30" } }),
  );
  QueueUrl = made.QueueUrl ?? "";
});

afterAll(async () => {
  sqs.destroy();
  await aws.end();
});

describe("messages", () => {
  test("bodies and attributes come back as they were sent", async () => {
    const attributes = {
      text: { DataType: "String", StringValue: "µ" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 255]) },
      number: { DataType: "Number.int", StringValue: "7" },
    };
    const sent = await sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: "größe 😀", MessageAttributes: attributes }),
    );
    const received = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["All"],
      }),
    );
    expect(received.Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: "größe 😀",
        MessageAttributes: attributes,
        Attributes: { ApproximateReceiveCount: "1" },
      },
    ]);
  });

  test("a batch is sent, received and deleted together", async () => {
    const Entries = Array.from({ length: 10 }, (_, index) => ({ Id: `e${index}`, MessageBody: `m${index}` }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(Entries.map(({ Id }) => Id));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body }) => Body)).toEqual(Entries.map(({ MessageBody }) => MessageBody));
    const receipts = Messages.map(({ ReceiptHandle }, index) => ({ Id: `e${index}`, ReceiptHandle }));
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [...receipts, { Id: "x", ReceiptHandle: "broken" }].slice(1),
      }),
    );
    expect([deleted.Successful?.length, deleted.Failed?.map(({ Code }) => Code)]).toEqual([
      9,
      ["ReceiptHandleIsInvalid"],
    ]);
    const counts = { ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "1" };
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
    );
    expect(Attributes).toMatchObject({ ...counts, VisibilityTimeout: "30" });
  });

  test("a message shown again at once is received a second time", async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }));
    const { Messages: [first] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: first?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const { Messages: [second] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(second?.MessageId).toBe(first?.MessageId);
  });

  test("a long poll is answered when a message arrives", async () => {
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "late" }));
    expect((await waiting).Messages).toMatchObject([{ Body: "late" }]);
  });
});

describe("queues", () => {
  test("are found by name, listed, changed, purged and deleted", async () => {
    const QueueName = `queue-${queues}`;
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName }))).toMatchObject({ QueueUrl });
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).QueueUrls).toEqual([
      QueueUrl,
    ]);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: "5" } }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "delayed" }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ["DelaySeconds", "ApproximateNumberOfMessagesDelayed"],
      }),
    );
    expect(Attributes).toEqual({ DelaySeconds: "5", ApproximateNumberOfMessagesDelayed: "0" });
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }))).rejects.toMatchObject({
      name: "QueueDoesNotExist",
    });
  });
});

test("a queue that an interrupted creation left is taken over, with the settings that are wanted now", async () => {
  await aws.create("aws_sqs_queue", { name: `queue-${queues}`, visibility_timeout_seconds: 77 });
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["VisibilityTimeout"] }),
  );
  expect(Attributes).toEqual({ VisibilityTimeout: "77" });
});

describe("refusals", () => {
  test.each([
    ["an empty batch", [], "EmptyBatchRequest"],
    [
      "equal ids",
      [
        { Id: "a", MessageBody: "1" },
        { Id: "a", MessageBody: "2" },
      ],
      "BatchEntryIdsNotDistinct",
    ],
    [
      "eleven entries",
      Array.from({ length: 11 }, (_, index) => ({ Id: `e${index}`, MessageBody: "m" })),
      "TooManyEntriesInBatchRequest",
    ],
    [
      "more than 1 MiB",
      [0, 1].map((index) => ({ Id: `e${index}`, MessageBody: "x".repeat(600_000) })),
      "BatchRequestTooLong",
    ],
  ])("%s", async (_what, Entries, name) => {
    await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      name,
    });
  });

  test("one bad entry fails alone", async () => {
    const Entries = [
      { Id: "good", MessageBody: "m" },
      { Id: "bad", MessageBody: "\u0001" },
    ];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent).toMatchObject({
      Successful: [{ Id: "good" }],
      Failed: [{ Id: "bad", Code: "InvalidMessageContents", SenderFault: true }],
    });
  });

  test("keys that nobody was given, and operations that are not emulated", async () => {
    const stranger = clientOf({ ...(await aws.cloud.emulate()), AWS_ACCESS_KEY_ID: "AKIASTRANGER" });
    await expect(stranger.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }))).rejects.toMatchObject(
      {
        name: "InvalidClientTokenId",
      },
    );
    stranger.destroy();
    await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: "arn" }))).rejects.toThrow(
      "does not emulate sqs:StartMessageMoveTask",
    );
  });

  test("a queue that another one names as dead letters must exist", async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:eu-central-1:000000000000:none",
      maxReceiveCount: 3,
    });
    await expect(
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } })),
    ).rejects.toThrow("Dead letter target does not exist");
  });
});

describe("permissions", () => {
  const roleClient = async (name: string, policy: string): Promise<SQSClient> => {
    const role = await aws.create("aws_iam_role", {
      name,
      assume_role_policy: trust("lambda.amazonaws.com"),
    });
    await aws.create("aws_iam_role_policy", { name, role: name, policy });
    return clientOf({
      ...(await aws.cloud.emulate()),
      AWS_ACCESS_KEY_ID: deriveCredentials(requiredText(role, "unique_id")).accessKeyId,
    });
  };

  test("a role may do what its policy says on that queue, and nothing else", async () => {
    const client = await roleClient(
      "sender",
      allow([["sqs:SendMessage"], [`arn:aws:sqs:*:*:queue-${queues}`]]),
    );
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }));
    await expect(client.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(
        `assumed-role/sender/sender is not authorized to perform: sqs:ReceiveMessage`,
      ),
    });
    await expect(client.send(new CreateQueueCommand({ QueueName: "mine" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    client.destroy();
  });

  test("a queue's own policy lets a role in, until it is taken away", async () => {
    const client = await roleClient("guest", allow([["logs:PutLogEvents"], ["*"]]));
    const policy = JSON.stringify({
      Statement: {
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "*",
        Principal: { AWS: "arn:aws:iam::000000000000:role/guest" },
      },
    });
    const attached = await aws.create("aws_sqs_queue_policy", { queue_url: QueueUrl, policy });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }));
    await aws.destroy("aws_sqs_queue_policy", attached);
    await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody: "m" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    client.destroy();
  });
});
