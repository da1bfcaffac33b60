import { createReceiver, sign } from "@twin2multicloud/connector";
import type { Receiver } from "@twin2multicloud/connector";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import type { HotReader } from "@twin2multicloud/hot-reader";
import type { HopItem } from "@twin2multicloud/model";
import { ALL_DONE, jsonAnswer, PortError } from "@twin2multicloud/ports";
import type { BatchResult, LogFields, Logger } from "@twin2multicloud/ports";
import type { HttpFunction } from "@google-cloud/functions-framework";
import { describe, expect, test, vi } from "vitest";
import type { FunctionRequest, FunctionResponse, HttpHandler } from "./http-exchange.ts";
import { onDeviceMessage, onEdge, onHop, onRead } from "./triggers.ts";

const ITEM: HopItem = {
  record: { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id: "m", temperature: 21.5 },
  trace_id: "0123456789abcdef0123456789abcdef",
  hop: 1,
};

const push = (data: string): object => ({
  message: {
    data: Buffer.from(data).toString("base64"),
    messageId: "17",
    message_id: "17",
    publishTime: "2026-05-01T00:00:00.5Z",
  },
  subscription: "projects/p/subscriptions/s",
  deliveryAttempt: 2,
});

const hopPush = push(JSON.stringify({ items: [ITEM, ITEM] }));

function recordingLogger(): Logger & { readonly lines: [event: string, fields: LogFields][] } {
  const lines: [string, LogFields][] = [];
  const log = (event: string, fields: LogFields = {}): void => {
    lines.push([event, fields]);
  };
  return { lines, debug: log, info: log, warn: log, error: log };
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Calls a handler as the framework does and gives what it answered. */
async function call(
  handler: HttpHandler,
  given: Partial<FunctionRequest> & { headers?: Record<string, string> },
): Promise<Answer> {
  const answer: Answer = { status: 0, headers: {}, body: "" };
  const response: FunctionResponse = {
    status(code) {
      answer.status = code;
      return response;
    },
    set(headers) {
      answer.headers = headers;
      return response;
    },
    end(body = "") {
      answer.body = body;
    },
  };
  const { headers = {}, ...rest } = given;
  await handler(
    { method: "POST", originalUrl: "/", body: {}, get: (name) => headers[name.toLowerCase()], ...rest },
    response,
  );
  return answer;
}

describe("pushes from Pub/Sub", () => {
  test.each([
    ["no push at all", {}],
    ["data that is no hop message", push("garbage")],
    ["a hop message without items", push('{"items":[]}')],
    ["an item of a wrong shape", push('{"items":[{"record":{}}]}')],
  ])("%s is answered 400, logged without its content, and never reaches the step", async (_, body) => {
    const step = vi.fn(() => Promise.resolve(ALL_DONE));
    const logger = recordingLogger();
    expect(await call(onHop(step, logger), { body })).toMatchObject({ status: 400 });
    expect(step).not.toHaveBeenCalled();
    expect(logger.lines.map(([event]) => event)).toEqual(["unreadable-message"]);
    expect(JSON.stringify(logger.lines)).not.toContain("garbage");
  });

  test.each(["unavailable", "invalid"] as const)(
    "one record that failed (%s) makes Pub/Sub push again",
    async (code) => {
      const result: BatchResult = { failures: [{ index: 1, error: new PortError(code, "no") }] };
      const handler = onHop(() => Promise.resolve(result), recordingLogger());
      expect(await call(handler, { body: hopPush })).toMatchObject({ status: 503 });
    },
  );

  test("a step that throws makes Pub/Sub push again and leaves a line", async () => {
    const logger = recordingLogger();
    const handler = onHop(() => Promise.reject(new PortError("denied", "no grant")), logger);
    expect(await call(handler, { body: hopPush })).toMatchObject({ status: 503 });
    expect(logger.lines).toEqual([["step-failed", { error: "denied: no grant" }]]);
  });

  test("all records done is 204 without a body", async () => {
    const step = vi.fn<(items: readonly HopItem[]) => Promise<BatchResult>>(() => Promise.resolve(ALL_DONE));
    expect(await call(onHop(step, recordingLogger()), { body: hopPush })).toMatchObject({
      status: 204,
      body: "",
    });
    expect(step).toHaveBeenCalledWith([ITEM, ITEM]);
  });

  test("the answer waits until the step is done", async () => {
    const order: string[] = [];
    const step = async (): Promise<BatchResult> => {
      await Promise.resolve();
      order.push("durable");
      return ALL_DONE;
    };
    await call(onHop(step, recordingLogger()), { body: hopPush }).then(() => order.push("answered"));
    expect(order).toEqual(["durable", "answered"]);
  });

  test("a device message reaches the dispatcher whatever its bytes are", async () => {
    const step = vi.fn<(messages: readonly RawMessage[]) => Promise<BatchResult>>(() =>
      Promise.resolve(ALL_DONE),
    );
    const handler = onDeviceMessage(step, recordingLogger());
    expect(await call(handler, { body: push("no json") })).toMatchObject({ status: 204 });
    const [message] = step.mock.calls[0]?.[0] ?? [];
    expect(message).toMatchObject({ arrived_at: "2026-05-01T00:00:00.5Z" });
    expect(Buffer.from(message?.body ?? []).toString()).toBe("no json");
  });
});

describe("requests from another cloud", () => {
  const secret = Buffer.alloc(32, 7);
  const body = Buffer.from("[ not what a JSON parser would give back ]");
  const receiver = (deliver = vi.fn(() => Promise.resolve(ALL_DONE))) => ({
    deliver,
    handler: onEdge(
      createReceiver({
        keys: `k1:${secret.toString("base64url")}`,
        targetLayer: "L2",
        deliver,
        logger: recordingLogger(),
      }),
    ),
  });

  test("without a signature it is 401, with or without a body", async () => {
    const { handler, deliver } = receiver();
    expect(await call(handler, { rawBody: body })).toMatchObject({ status: 401 });
    expect(await call(handler, { method: "GET" })).toMatchObject({ status: 401 });
    expect(deliver).not.toHaveBeenCalled();
  });

  test("the signature is checked over the bytes as they came", async () => {
    const signature = sign(body, { id: "k1", secret }, Date.now());
    const { handler } = receiver();
    expect(await call(handler, { rawBody: body, headers: { "x-twin-signature": signature } })).toMatchObject({
      status: 400,
      headers: { "content-type": expect.stringContaining("json") },
    });
    const other = Buffer.from(`${body.toString()} `);
    expect(await call(handler, { rawBody: other, headers: { "x-twin-signature": signature } })).toMatchObject(
      {
        status: 401,
      },
    );
  });

  test("the answer of the receiver is given as it is", async () => {
    const receive: Receiver = () =>
      Promise.resolve(jsonAnswer(503, { status: "failed" }, { "retry-after": "1" }));
    expect(await call(onEdge(receive), {})).toMatchObject({
      status: 503,
      headers: { "retry-after": "1" },
      body: '{"status":"failed"}',
    });
  });
});

describe("requests for records", () => {
  const answer = jsonAnswer(200, { items: [] });

  test("query and authorization are handed on as they came", async () => {
    const readHot = vi.fn<HotReader>(() => Promise.resolve(answer));
    const originalUrl = "/?device_id=d%20%2B1&from=2026-05-01T00:00:00%2B02:00&limit=2&limit=3";
    await call(onRead(readHot), { method: "GET", originalUrl, headers: { authorization: "Bearer t" } });
    const [request] = readHot.mock.calls[0] ?? [];
    expect(request).toMatchObject({ method: "GET", authorization: "Bearer t" });
    expect([...(request?.query ?? [])]).toEqual([
      ["device_id", "d +1"],
      ["from", "2026-05-01T00:00:00+02:00"],
      ["limit", "2"],
      ["limit", "3"],
    ]);
  });

  test("a request without query and authorization has neither", async () => {
    const readHot = vi.fn<HotReader>(() => Promise.resolve(answer));
    expect(await call(onRead(readHot), { method: "GET", originalUrl: "/" })).toMatchObject({ status: 200 });
    const [request] = readHot.mock.calls[0] ?? [];
    expect([...(request?.query ?? [])]).toEqual([]);
    expect(request && "authorization" in request).toBe(false);
  });

  test("a handler is what the functions framework calls", () => {
    const handler: HttpFunction = onRead(() => Promise.resolve(answer));
    expect(handler).toBeTypeOf("function");
  });
});
