import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sign } from "@twin2multicloud/connector";
import type { Envelope, FunctionName, Slot, TwinFile } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { readZip } from "@twin2multicloud/zip";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startStubServices } from "./stub-services.ts";
import type { Call } from "./stub-services.ts";

const ROOT = join(import.meta.dirname, "../../..");
const BUILT = join(ROOT, "dist/functions/azure");
const SECRET = Buffer.alloc(32, 7);
const KEY = `k1:${SECRET.toString("base64url")}`;
const RECORD = { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id: "m", temperature: 21.5 };
const TRACE = "0123456789abcdef0123456789abcdef";
const HOP_MESSAGE = { items: [{ record: RECORD, trace_id: TRACE, hop: 0 }] };

const DEVICE_EVENT = {
  id: "9af86784-8d40-4e2a-8b2a-bab65e106785",
  eventType: "Microsoft.Devices.DeviceTelemetry",
  eventTime: RECORD.timestamp,
  data: {
    systemProperties: { "iothub-connection-device-id": "d", "iothub-enqueuedtime": RECORD.timestamp },
    body: { temperature: 21.5, message_id: "m" },
  },
};

interface Invocation {
  readonly name: FunctionName;
  readonly input: object;
}

interface Report {
  readonly functions: readonly { readonly name: string; readonly bindings: Record<string, object> }[];
  readonly answers: readonly unknown[];
}

const queueMessage = (name: FunctionName, content: object): Invocation => ({
  name,
  input: { string: JSON.stringify(content) },
});

function request(
  name: FunctionName,
  fields: { method: string; body?: string; headers?: object; query?: Record<string, string> },
): Invocation {
  const { method, body, headers = {}, query = {} } = fields;
  const url = `https://app.example/api/${name}?${new URLSearchParams(query).toString()}`;
  const http = { method, url, headers, query, params: {} };
  return { name, input: { http: body === undefined ? http : { ...http, body: { string: body } } } };
}

function signed(name: FunctionName, target_layer: Envelope["target_layer"]): Invocation {
  const envelope: Envelope = {
    source_cloud: "gcp",
    target_layer,
    message_type: "telemetry",
    timestamp: RECORD.timestamp,
    payload: RECORD,
    trace_id: TRACE,
    hop: 1,
  };
  const body = JSON.stringify(envelope);
  const signature = sign(Buffer.from(body), { id: "k1", secret: SECRET }, Date.now());
  return request(name, { method: "POST", body, headers: { "x-twin-signature": signature } });
}

describe("function packages of Azure", () => {
  const calls: Call[] = [];
  const folder = mkdtempSync(join(tmpdir(), "functions-azure-"));
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, "tools/src/bundle.ts"), "azure"], { stdio: "ignore" });
    server = await startStubServices(calls);
    const address = server.address();
    port = typeof address === "object" ? (address?.port ?? 0) : 0;
  });

  afterEach(() => void calls.splice(0));

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await new Promise((resolve) => server.close(resolve));
  });

  /** Unpacks and seals a zip as a deploy does. */
  function install(slot: Slot, functions: FunctionName[]): string {
    const home = mkdtempSync(join(folder, `${slot}-`));
    mkdirSync(home, { recursive: true });
    for (const [path, content] of readZip(readFileSync(join(BUILT, `${slot}.zip`))))
      writeFileSync(join(home, path), content);
    const devices = [{ id: "d", processor: "default", properties: {} }];
    const twin: TwinFile = { twin: "t", cloud: "azure", slot, functions, devices };
    writeFileSync(join(home, "twin.json"), JSON.stringify(twin));
    return home;
  }

  /** Loads an app in a process of its own and runs the invocations. */
  async function run(
    home: string,
    invocations: readonly Invocation[],
    environment: Record<string, string> = {},
  ): Promise<{ report: Report; log: Record<string, unknown>[] }> {
    const args = [
      join(import.meta.dirname, "fake-worker.cjs"),
      home,
      String(port),
      JSON.stringify(invocations),
    ];
    const env = {
      IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`,
      IDENTITY_HEADER: "header",
      AZURE_CLIENT_ID: "client",
      PROCESSOR_HOP_URL: "https://queue.example/processor",
      PERSISTER_HOP_URL: "https://queue.example/persister",
      COSMOS_ENDPOINT: "https://cosmos.example/",
      COSMOS_DATABASE: "twin",
      COSMOS_CONTAINER: "records",
      INGESTION_KEYS: KEY,
      HOT_WRITER_KEYS: KEY,
      HOT_READER_TOKENS: "token",
      ...environment,
    };
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
        if (error) return reject(new Error(stderr));
        const log = stdout
          .split("\n")
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        resolve({ report: JSON.parse(stderr), log });
      });
    });
  }

  const messagesTo = (queue: string) =>
    calls
      .filter(({ url }) => url.startsWith(`queue.example/${queue}/messages`))
      .flatMap(({ body }) => {
        const [, base64 = ""] = /<MessageText>(.*)<\/MessageText>/.exec(body) ?? [];
        return parseHopMessage(Buffer.from(base64, "base64").toString());
      });

  test("an app registers only the functions that its twin file names", async () => {
    const { report } = await run(install("l2", ["processor", "persister"]), []);
    expect(report.functions.map(({ name }) => name).sort()).toEqual(["persister", "processor"]);
    const [binding] = Object.values(
      report.functions.find(({ name }) => name === "processor")?.bindings ?? {},
    );
    expect(binding).toMatchObject({ type: "queueTrigger", queueName: "processor", connection: "HOPS" });
  });

  test("public functions stand under their own names and check callers themselves", async () => {
    const { report } = await run(install("l3-hot", ["hot-reader"]), []);
    const [binding] = Object.values(report.functions[0]?.bindings ?? {});
    expect(binding).toMatchObject({ type: "httpTrigger", route: "hot-reader", authLevel: "anonymous" });
  });

  test("a twin file that names a function of another app does not load", async () => {
    await expect(run(install("l1", ["dispatcher", "persister"]), [])).rejects.toThrow("persister");
  });

  test("an unsealed zip does not load", async () => {
    const home = install("l1", ["dispatcher"]);
    rmSync(join(home, "twin.json"));
    await expect(run(home, [])).rejects.toThrow("twin deploy");
  });

  test("a function without its variables fails its invocations and names them all", async () => {
    const missing = { COSMOS_ENDPOINT: "", COSMOS_DATABASE: "" };
    const { report } = await run(
      install("l2", ["persister"]),
      [queueMessage("persister", HOP_MESSAGE)],
      missing,
    );
    expect(report.answers).toMatchObject([
      { failed: expect.stringContaining("COSMOS_ENDPOINT, COSMOS_DATABASE") },
    ]);
  });

  test("a queue that refuses fails the message", async () => {
    const closed = { PERSISTER_HOP_URL: "https://closed.example/persister" };
    const { report } = await run(
      install("l2", ["processor"]),
      [queueMessage("processor", HOP_MESSAGE)],
      closed,
    );
    expect(report.answers).toMatchObject([{ failed: expect.stringContaining("denied") }]);
  });

  test("dispatcher: device event to queue", async () => {
    const { report, log } = await run(install("l1", ["dispatcher"]), [
      queueMessage("dispatcher", DEVICE_EVENT),
    ]);
    expect(report.answers).toEqual([null]);
    expect(log).toMatchObject([{ event: "received", count: 1, twin: "t", function: "dispatcher" }]);
    expect(messagesTo("processor").map(({ record }) => record)).toEqual([RECORD]);
  });

  test("processor: queue to queue", async () => {
    const { report } = await run(install("l2", ["processor"]), [queueMessage("processor", HOP_MESSAGE)]);
    expect(report.answers).toEqual([null]);
    expect(messagesTo("persister")).toMatchObject([{ record: RECORD, trace_id: TRACE, hop: 1 }]);
  });

  test("persister: queue to Cosmos DB", async () => {
    const { report, log } = await run(install("l2", ["persister"]), [queueMessage("persister", HOP_MESSAGE)]);
    expect(report.answers).toEqual([null]);
    expect(log).toMatchObject([{ event: "stored", count: 1, function: "persister" }]);
    const written = calls.find(({ url }) => url === "cosmos.example/dbs/twin/colls/records/docs");
    expect(JSON.parse(written?.body ?? "[]")).toMatchObject([{ resourceBody: { device_id: "d" } }]);
  });

  test("ingestion: signed request to queue, unsigned to nowhere", async () => {
    const invocations = [signed("ingestion", "L2"), request("ingestion", { method: "GET" })];
    const { report } = await run(install("l2", ["ingestion"]), invocations);
    expect(report.answers).toMatchObject([{ http: { statusCode: "200" } }, { http: { statusCode: "401" } }]);
    expect(messagesTo("processor").length).toBe(1);
  });

  test("hot-writer and hot-reader: requests to Cosmos DB", async () => {
    const query = { device_id: "d" };
    const invocations = [
      signed("hot-writer", "L3"),
      request("hot-reader", { method: "GET", query, headers: { authorization: "Bearer token" } }),
      request("hot-reader", { method: "GET", query }),
    ];
    const { report } = await run(install("l3-hot", ["hot-writer", "hot-reader"]), invocations);
    expect(report.answers).toMatchObject([
      { http: { statusCode: "200" } },
      { http: { statusCode: "200" } },
      { http: { statusCode: "401" } },
    ]);
  });
});
