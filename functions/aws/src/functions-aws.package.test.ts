import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { sign } from "@twin2multicloud/connector";
import { manifestSchema } from "@twin2multicloud/model";
import type { Envelope, FunctionName, TwinFile } from "@twin2multicloud/model";
import { readZip } from "@twin2multicloud/zip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const BUILT = join(ROOT, "dist/functions/aws");
const SECRET = Buffer.alloc(32, 7);
const KEY = `k1:${SECRET.toString("base64url")}`;
const RECORD = { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id: "m", temperature: 21.5 };
const TRACE = "0123456789abcdef0123456789abcdef";
const HOP_MESSAGE = { items: [{ record: RECORD, trace_id: TRACE, hop: 0 }] };
const ENVELOPE: Envelope = {
  source_cloud: "gcp",
  target_layer: "L2",
  message_type: "telemetry",
  timestamp: RECORD.timestamp,
  payload: RECORD,
  trace_id: TRACE,
  hop: 1,
};

interface Call {
  readonly action: string;
  readonly input: unknown;
}

/** The two services of AWS that the functions call, and the other cloud, as far as they look at the answers. */
function answerOf(action: string, input: { Entries?: { Id: string; MessageBody: string }[] }): object {
  const entries = input.Entries ?? [];
  const digest = (body: string) => createHash("md5").update(body).digest("hex");
  const Successful = entries.map(({ Id, MessageBody }) => ({ Id, MD5OfMessageBody: digest(MessageBody) }));
  if (action === "POST /ingestion") return { status: "received", id: "1" };
  return action.startsWith("AmazonSQS.") ? { Successful, Failed: [] } : {};
}

async function startStub(calls: Call[]): Promise<Server> {
  const answer = async (request: IncomingMessage): Promise<string> => {
    const action = String(request.headers["x-amz-target"] ?? `${request.method} ${request.url}`);
    const input = JSON.parse(await text(request));
    calls.push({ action, input });
    return JSON.stringify(answerOf(action, input));
  };
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.0");
    answer(request).then(
      (body) => response.end(body),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const run = promisify(execFile);

/** Answers on stderr, as stdout holds the log; of an error the message only, not the line of a minified bundle. */
const CALLER = `
process.on("uncaughtException", ({ message }) => {
  process.stderr.write(message);
  process.exit(1);
});
const { handler } = require(process.argv[1]);
handler(JSON.parse(process.argv[2])).then((answer) => process.stderr.write(JSON.stringify(answer)));
`;

describe("function packages of AWS", () => {
  const calls: Call[] = [];
  const folder = mkdtempSync(join(tmpdir(), "functions-aws-"));
  let server: Server;
  let environment: Record<string, string>;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, "tools/src/bundle.ts"), "aws"], { stdio: "ignore" });
    server = await startStub(calls);
    const address = server.address();
    // The SDK sends to the host of a queue's URL, whatever endpoint it was given.
    const endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    environment = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "key",
      AWS_SECRET_ACCESS_KEY: "secret",
      PROCESSOR_HOP_URL: `${endpoint}/processor`,
      PERSISTER_HOP_URL: `${endpoint}/persister`,
      HOT_TABLE_NAME: "hot",
      INGESTION_KEYS: KEY,
      HOT_WRITER_KEYS: KEY,
      HOT_READER_TOKENS: "token",
    };
  }, 60_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => server.close(resolve));
  });

  /** Unpacks and seals a zip as a deploy does, and calls its handler in a process of its own. */
  async function invoke(
    name: FunctionName,
    event: object,
    env = environment,
  ): Promise<{ answer: unknown; log: string }> {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(BUILT, "manifest.json"), "utf8")));
    const built = manifest.packages.find((candidate) => candidate.name === name);
    const home = join(folder, name);
    mkdirSync(home, { recursive: true });
    for (const [path, content] of readZip(readFileSync(join(BUILT, built?.file ?? "")))) {
      writeFileSync(join(home, path), content);
    }
    const devices = [{ id: "d", processor: "default", properties: {} }];
    const twin: TwinFile = { twin: "t", cloud: "aws", slot: "l2", functions: [name], devices };
    writeFileSync(join(home, "twin.json"), JSON.stringify(twin));
    const { stdout, stderr } = await run(process.execPath, ["-e", CALLER, home, JSON.stringify(event)], {
      env,
    });
    return { answer: JSON.parse(stderr), log: stdout };
  }

  const queueEvent = (body: object) => ({ Records: [{ messageId: "A", body: JSON.stringify(body) }] });
  const urlEvent = (method: string, fields: object) => ({
    requestContext: { http: { method } },
    rawQueryString: "",
    headers: {},
    isBase64Encoded: false,
    ...fields,
  });
  const signedEvent = (target_layer: Envelope["target_layer"]) => {
    const body = JSON.stringify({ ...ENVELOPE, target_layer });
    const key = { id: "k1", secret: SECRET };
    return urlEvent("POST", {
      body,
      headers: { "x-twin-signature": sign(Buffer.from(body), key, Date.now()) },
    });
  };
  const done = { batchItemFailures: [] };

  test("dispatcher: device message to SQS", async () => {
    const payload = Buffer.from(JSON.stringify({ temperature: 21.5 })).toString("base64");
    const message = { payload, device_id: "d", arrived_at: 1_777_593_600_000, trace: "x" };
    const { answer, log } = await invoke("dispatcher", queueEvent(message));
    expect(answer).toEqual(done);
    expect(JSON.parse(log)).toMatchObject({ event: "received", count: 1, twin: "t", function: "dispatcher" });
    expect(calls.splice(0)).toMatchObject([
      { action: "AmazonSQS.SendMessageBatch", input: { QueueUrl: environment["PROCESSOR_HOP_URL"] } },
    ]);
  });

  test("processor: SQS to SQS", async () => {
    expect((await invoke("processor", queueEvent(HOP_MESSAGE))).answer).toEqual(done);
    expect(calls.splice(0)).toMatchObject([{ input: { QueueUrl: environment["PERSISTER_HOP_URL"] } }]);
  });

  test("persister: SQS to DynamoDB", async () => {
    const { answer, log } = await invoke("persister", queueEvent(HOP_MESSAGE));
    expect(answer).toEqual(done);
    expect(JSON.parse(log)).toMatchObject({ event: "stored", count: 1 });
    expect(calls.splice(0)).toMatchObject([
      { action: "DynamoDB_20120810.PutItem", input: { TableName: "hot", Item: { device_id: { S: "d" } } } },
    ]);
  });

  test("ingestion: signed request to SQS", async () => {
    expect((await invoke("ingestion", signedEvent("L2"))).answer).toMatchObject({ statusCode: 200 });
    expect(calls.splice(0)).toMatchObject([{ input: { QueueUrl: environment["PROCESSOR_HOP_URL"] } }]);
  });

  test("hot-writer: signed request to DynamoDB", async () => {
    expect((await invoke("hot-writer", signedEvent("L3"))).answer).toMatchObject({ statusCode: 200 });
    expect(calls.splice(0)).toMatchObject([{ action: "DynamoDB_20120810.PutItem" }]);
  });

  test("hot-reader: request with a token to DynamoDB", async () => {
    const headers = { authorization: "Bearer token" };
    const { answer } = await invoke(
      "hot-reader",
      urlEvent("GET", { rawQueryString: "device_id=d", headers }),
    );
    expect(answer).toMatchObject({ statusCode: 200, body: '{"items":[]}' });
    expect(calls.splice(0)).toMatchObject([{ action: "DynamoDB_20120810.Query" }]);
  });

  test("dispatcher: device message to another cloud", async () => {
    const message = { payload: "e30=", device_id: "d", arrived_at: 1_777_593_600_000, trace: "x" };
    const REMOTE_INGESTION_URL = `${environment["AWS_ENDPOINT_URL"]}/ingestion`;
    const env = { ...environment, REMOTE_INGESTION_URL, REMOTE_INGESTION_KEY: KEY };
    expect((await invoke("dispatcher", queueEvent(message), env)).answer).toEqual(done);
    expect(calls.splice(0)).toMatchObject([
      { action: "POST /ingestion", input: { source_cloud: "aws", target_layer: "L2" } },
    ]);
  });

  test("a function without its wiring does not start, and names what is missing", async () => {
    await expect(invoke("hot-reader", {}, { HOT_READER_TOKENS: "token" })).rejects.toThrow(
      "environment variables missing: HOT_TABLE_NAME",
    );
  });
});
