import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { sign } from "@twin2multicloud/connector";
import { manifestSchema } from "@twin2multicloud/model";
import type { Envelope, FunctionName, TwinFile } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { readZip } from "@twin2multicloud/zip";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { grpcStub, httpStub, listen } from "./functions-gcp.stubs.ts";
import type { Call } from "./functions-gcp.stubs.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BUILT = join(ROOT, "dist/functions/gcp");
const FRAMEWORK = createRequire(import.meta.url).resolve("@google-cloud/functions-framework");
const SECRET = Buffer.alloc(32, 7);
const KEY = `k1:${SECRET.toString("base64url")}`;
const RECORD = { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id: "m", temperature: 21.5 };
const TRACE = "0123456789abcdef0123456789abcdef";
const HOP_MESSAGE = { items: [{ record: RECORD, trace_id: TRACE, hop: 0 }] };

interface Request {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(
  socketPath: string,
  { method = "POST", path = "/", headers = {}, body = "" }: Request,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ socketPath, method, path, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    })
      .on("error", reject)
      .end(body);
  });
}

describe("function packages of Google Cloud", () => {
  const calls: Call[] = [];
  const folder = mkdtempSync(join(tmpdir(), "functions-gcp-"));
  const servers = [httpStub(calls), grpcStub(calls)];
  let children: ChildProcess[] = [];
  let environment: Record<string, string>;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, "tools/src/bundle.ts"), "gcp"], { stdio: "ignore" });
    const [http = "", grpc = ""] = await Promise.all(servers.map(listen));
    environment = {
      GCE_METADATA_HOST: http,
      METADATA_SERVER_DETECTION: "none",
      FIRESTORE_EMULATOR_HOST: grpc,
      FIRESTORE_PROJECT: "p",
      FIRESTORE_DATABASE: "hot",
      FIRESTORE_COLLECTION: "records",
      PROCESSOR_HOP_URL: `http://${http}/v1/projects/p/topics/processor`,
      PERSISTER_HOP_URL: `http://${http}/v1/projects/p/topics/persister`,
      INGESTION_KEYS: KEY,
      HOT_WRITER_KEYS: KEY,
      HOT_READER_TOKENS: "token",
    };
  }, 60_000);

  afterEach(() => {
    calls.splice(0);
    for (const child of children) child.kill();
    children = [];
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
    for (const server of servers) server.close();
  });

  /** Unpacks and seals a zip as a deploy does. */
  function unpack(name: FunctionName): string {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(BUILT, "manifest.json"), "utf8")));
    const built = manifest.packages.find((candidate) => candidate.name === name);
    const home = mkdtempSync(join(folder, `${name}-`));
    for (const [path, content] of readZip(readFileSync(join(BUILT, built?.file ?? "")))) {
      writeFileSync(join(home, path), content);
    }
    const devices = [{ id: "d", processor: "default", properties: {} }];
    const twin: TwinFile = { twin: "t", cloud: "gcp", slot: "l2", functions: [name], devices };
    writeFileSync(join(home, "twin.json"), JSON.stringify(twin));
    return home;
  }

  /** Starts a package under the functions framework, outside of any node_modules, and gives its socket and its log. */
  async function start(
    name: FunctionName,
    changes: Record<string, string> = {},
  ): Promise<{ socket: string; log: string[] }> {
    const log: string[] = [];
    const home = unpack(name);
    const socket = join(home, "socket");
    const main = join(dirname(FRAMEWORK), "main.js");
    const child = spawn(process.execPath, [main, "--target=handler", `--port=${socket}`], {
      cwd: home,
      env: { ...environment, ...changes },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    const words = text(child.stderr);
    await new Promise<void>((resolve, reject) => {
      child.on("exit", () => {
        words.then((reason) => reject(new Error(`${name} ended: ${reason}`)), reject);
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.startsWith("{")) log.push(line);
        if (line.startsWith("URL:")) resolve();
      });
    });
    return { socket, log };
  }

  const push = (data: string): Request => ({
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      message: {
        data: Buffer.from(data).toString("base64"),
        messageId: "1",
        publishTime: "2026-05-01T00:00:00Z",
      },
      subscription: "projects/p/subscriptions/s",
    }),
  });

  const signed = (target_layer: Envelope["target_layer"]): Request => {
    const { timestamp } = RECORD;
    const envelope: Envelope = {
      source_cloud: "aws",
      target_layer,
      message_type: "telemetry",
      timestamp,
      payload: RECORD,
      trace_id: TRACE,
      hop: 1,
    };
    const body = JSON.stringify(envelope);
    const signature = sign(Buffer.from(body), { id: "k1", secret: SECRET }, Date.now());
    return { body, headers: { "content-type": "application/json", "x-twin-signature": signature } };
  };

  const published = (): unknown[] =>
    calls.map(({ path, authorization, body }) => {
      const { messages }: { messages: { data: string }[] } = JSON.parse(body);
      const records = messages.flatMap(({ data }) =>
        parseHopMessage(Buffer.from(data, "base64").toString()).map(({ record }) => record),
      );
      return { path, authorization, records };
    });

  const toTopic = (topic: string) => ({
    path: `/v1/projects/p/topics/${topic}:publish`,
    authorization: "Bearer token",
    records: [RECORD],
  });

  test("a package that lacks its wiring does not start and names what is missing", async () => {
    await expect(start("processor", { PERSISTER_HOP_URL: "" })).rejects.toThrow("PERSISTER_HOP_URL");
  });

  test("dispatcher: pushed device message to Pub/Sub", async () => {
    const { socket, log } = await start("dispatcher");
    expect(await send(socket, { ...push(""), body: "{}" })).toMatchObject({ status: 400 });
    expect(await send(socket, push(JSON.stringify(RECORD)))).toEqual({ status: 204, body: "" });
    expect(published()).toEqual([toTopic("processor")]);
    expect(log.map((line): unknown => JSON.parse(line))).toMatchObject([
      { event: "unreadable-message", severity: "ERROR" },
      { event: "received", count: 1, severity: "INFO", twin: "t", cloud: "gcp", function: "dispatcher" },
    ]);
  });

  test("processor: pushed hop message to Pub/Sub", async () => {
    const { socket } = await start("processor");
    expect(await send(socket, push(JSON.stringify(HOP_MESSAGE)))).toEqual({ status: 204, body: "" });
    expect(published()).toEqual([toTopic("persister")]);
  });

  test("ingestion: signed request to Pub/Sub", async () => {
    const { socket } = await start("ingestion");
    expect(await send(socket, { body: "[]" })).toMatchObject({ status: 401 });
    expect(await send(socket, signed("L2"))).toMatchObject({ status: 200 });
    expect(published()).toEqual([toTopic("processor")]);
  });

  test("persister: pushed hop message to Firestore", async () => {
    const { socket, log } = await start("persister");
    expect(await send(socket, push(JSON.stringify(HOP_MESSAGE)))).toEqual({ status: 204, body: "" });
    expect(calls.map(({ path }) => path)).toEqual(["/google.firestore.v1.Firestore/BatchWrite"]);
    expect(log.map((line): unknown => JSON.parse(line))).toMatchObject([{ event: "stored", count: 1 }]);
  });

  test("hot-writer: signed request to Firestore", async () => {
    const { socket } = await start("hot-writer");
    expect(await send(socket, signed("L3"))).toMatchObject({ status: 200 });
    expect(calls.map(({ path }) => path)).toEqual(["/google.firestore.v1.Firestore/BatchWrite"]);
  });

  test("hot-reader: request with a token to Firestore", async () => {
    const { socket } = await start("hot-reader");
    const question = { method: "GET", path: "/?device_id=d" };
    expect(await send(socket, question)).toMatchObject({ status: 401 });
    const answer = await send(socket, { ...question, headers: { authorization: "Bearer token" } });
    expect(answer).toEqual({ status: 200, body: '{"items":[]}' });
    expect(calls.map(({ path }) => path)).toEqual(["/google.firestore.v1.Firestore/RunQuery"]);
  });
});
