import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let server: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-"));
});

afterAll(async () => {
  server?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<SQSClient> {
  const script = fileURLToPath(new URL("../serve.fixture.ts", import.meta.url));
  server = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  if (!server.stdout) throw new Error("the server has no stdout");
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const environment: Record<string, string> = JSON.parse(String(line));
  return new SQSClient({
    region: "eu-central-1",
    endpoint: environment["AWS_ENDPOINT_URL"] ?? "",
    credentials: {
      accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
    maxAttempts: 1,
  });
}

test("messages that were acknowledged survive kill -9 in the middle of sending", async () => {
  const before = await start();
  const { QueueUrl = "" } = await before.send(new CreateQueueCommand({ QueueName: "orders" }));
  const acknowledged: string[] = [];
  const sending = Array.from({ length: 400 }, async (_, index) => {
    await before.send(new SendMessageCommand({ QueueUrl, MessageBody: `m${index}` }));
    acknowledged.push(`m${index}`);
    if (acknowledged.length === 100) server?.kill("SIGKILL");
  });
  await Promise.allSettled(sending);
  before.destroy();
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);
  expect(acknowledged.length).toBeLessThan(400);

  const after = await start();
  const found = new Set<string>();
  for (let empty = false; !empty;) {
    const { Messages = [] } = await after.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = "" } of Messages) found.add(Body);
    empty = Messages.length === 0;
  }
  after.destroy();
  expect(acknowledged.filter((body) => !found.has(body))).toEqual([]);
}, 60_000);
