import type { ReceiverRequest } from "@twin2multicloud/connector";
import type { RawMessage } from "@twin2multicloud/dispatcher";
import type { ReaderRequest } from "@twin2multicloud/hot-reader";
import type { HopItem } from "@twin2multicloud/model";
import { ALL_DONE, jsonAnswer, jsonLogger } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import type { UrlEvent } from "./lambda-events.ts";
import { onDeviceQueue, onEdge, onQueue, onRead } from "./triggers.ts";

const item = (message_id: string): HopItem => ({
  record: { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id },
  trace_id: "0123456789abcdef0123456789abcdef",
  hop: 1,
});

const message = (messageId: string, ...ids: string[]) => ({
  messageId,
  body: JSON.stringify({ items: ids.map(item) }),
});

const deviceMessage = (messageId: string, fields: object = {}) => ({
  messageId,
  body: JSON.stringify({
    payload: Buffer.from('{"t":1}').toString("base64"),
    device_id: "sensor-1",
    arrived_at: 1_777_593_600_123,
    trace: "0f8fad5b-d9cb-469f-a165-70867728950e",
    ...fields,
  }),
});

const urlEvent = (fields: Partial<UrlEvent> = {}): UrlEvent => ({
  requestContext: { http: { method: "POST" } },
  rawQueryString: "",
  headers: {},
  isBase64Encoded: false,
  ...fields,
});

const failing = (...messageIds: string[]) => ({
  batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })),
});

function silentLogger() {
  const lines: string[] = [];
  return { lines, logger: jsonLogger({ sink: (line) => lines.push(line), fields: {} }) };
}

describe("onQueue", () => {
  test("a message fails when any of its records does, and only then", async () => {
    const step = (items: readonly HopItem[]) =>
      Promise.resolve({
        failures: items.flatMap(({ record }, index) =>
          record.message_id.startsWith("bad") ? [{ index, error: new Error("no") }] : [],
        ),
      });
    const handler = onQueue(step, silentLogger().logger);
    const Records = [message("A", "1", "2"), message("B", "3", "bad-4", "bad-5"), message("C", "6")];
    expect(await handler({ Records })).toEqual(failing("B"));
  });

  test("an unreadable message fails, is logged without its body, and the others go on", async () => {
    const seen: HopItem[] = [];
    const { lines, logger } = silentLogger();
    const handler = onQueue((items) => {
      seen.push(...items);
      return Promise.resolve(ALL_DONE);
    }, logger);
    const Records = [{ messageId: "A", body: "secret{" }, message("B", "1"), { messageId: "C", body: "{}" }];
    expect(await handler({ Records })).toEqual(failing("A", "C"));
    expect(seen).toEqual([item("1")]);
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain('"message_id":"A"');
    expect(lines.join()).not.toContain("secret");
  });

  test("a step that throws makes the invocation fail, so that every message comes back", async () => {
    const handler = onQueue(() => Promise.reject(new Error("broken")), silentLogger().logger);
    await expect(handler({ Records: [message("A", "1")] })).rejects.toThrow("broken");
  });
});

describe("onDeviceQueue", () => {
  test("a message of the topic rule becomes a raw message", async () => {
    const seen: RawMessage[] = [];
    const handler = onDeviceQueue((messages) => {
      seen.push(...messages);
      return Promise.resolve(ALL_DONE);
    }, silentLogger().logger);
    expect(await handler({ Records: [deviceMessage("A")] })).toEqual(failing());
    expect(seen).toEqual([
      {
        body: Buffer.from('{"t":1}'),
        device_id: "sensor-1",
        arrived_at: "2026-05-01T00:00:00.123Z",
        trace_id: "0f8fad5bd9cb469fa16570867728950e",
      },
    ]);
  });

  test("a device that sent nothing is the dispatcher's to reject", async () => {
    const sizes: number[] = [];
    const handler = onDeviceQueue((messages) => {
      sizes.push(...messages.map(({ body }) => body.byteLength));
      return Promise.resolve(ALL_DONE);
    }, silentLogger().logger);
    await handler({ Records: [deviceMessage("A", { payload: undefined })] });
    expect(sizes).toEqual([0]);
  });

  test.each([
    ["payload", { payload: 7 }],
    ["device_id", { device_id: undefined }],
    ["device_id", { device_id: "" }],
    ["arrived_at", { arrived_at: "yesterday" }],
    ["arrived_at", { arrived_at: 9e15 }],
  ])("a message with a wrong %s fails by itself and is logged", async (path, fields) => {
    const { lines, logger } = silentLogger();
    const handler = onDeviceQueue(() => Promise.resolve(ALL_DONE), logger);
    expect(await handler({ Records: [deviceMessage("A", fields), deviceMessage("B")] })).toEqual(
      failing("A"),
    );
    expect(lines.join()).toContain(path);
  });
});

describe("onEdge", () => {
  const captured = async (event: UrlEvent): Promise<ReceiverRequest | undefined> => {
    let seen: ReceiverRequest | undefined;
    await onEdge((request) => {
      seen = request;
      return Promise.resolve(jsonAnswer(200, {}));
    })(event);
    return seen;
  };

  test("the body reaches the receiver byte by byte, encoded or not", async () => {
    const bytes = Buffer.from('{"ä":"🌡️"}');
    const headers = { "x-twin-signature": "v1 k 1 s" };
    const plain = await captured(urlEvent({ headers, body: bytes.toString() }));
    const encoded = await captured(
      urlEvent({ headers, body: bytes.toString("base64"), isBase64Encoded: true }),
    );
    expect(plain).toEqual({ method: "POST", body: bytes, signature: "v1 k 1 s" });
    expect(encoded).toEqual(plain);
  });

  test("a request without body or signature is passed on as such", async () => {
    expect(await captured(urlEvent())).toEqual({ method: "POST", body: Buffer.alloc(0) });
  });

  test("the answer keeps status, headers and body", async () => {
    const handler = onEdge(() =>
      Promise.resolve(jsonAnswer(503, { error: "unavailable" }, { "retry-after": "1" })),
    );
    expect(await handler(urlEvent())).toMatchObject({
      statusCode: 503,
      headers: { "retry-after": "1" },
      body: '{"error":"unavailable"}',
    });
  });
});

describe("onRead", () => {
  test("method, query and authorisation reach the reader", async () => {
    let seen: ReaderRequest | undefined;
    const handler = onRead((request) => {
      seen = request;
      return Promise.resolve(jsonAnswer(200, { items: [] }));
    });
    const event = urlEvent({
      requestContext: { http: { method: "GET" } },
      rawQueryString: "device_id=a%20b&limit=1",
      headers: { authorization: "Bearer t" },
    });
    expect(await handler(event)).toMatchObject({ statusCode: 200, body: '{"items":[]}' });
    expect(seen).toEqual({
      method: "GET",
      query: new URLSearchParams({ device_id: "a b", limit: "1" }),
      authorization: "Bearer t",
    });
  });
});
