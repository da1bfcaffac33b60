import { HttpRequest, InvocationContext } from "@azure/functions";
import type { HopItem } from "@twin2multicloud/model";
import { ALL_DONE, jsonAnswer, PortError } from "@twin2multicloud/ports";
import { expect, test } from "vitest";
import { invocationSink } from "./invocation-log.ts";
import { onDeviceQueue, onEdge, onHopQueue, onRead } from "./triggers.ts";

const item = (message_id: string): HopItem => ({
  record: { device_id: "d", timestamp: "2026-05-01T00:00:00.000Z", message_id },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 1,
});

const hopMessage = { items: [item("1"), item("2")] };

function contextWith(lines: unknown[] = []): InvocationContext {
  return new InvocationContext({
    functionName: "f",
    invocationId: "i",
    logHandler: (_level, ...args) => lines.push(...args),
  });
}

test("one record that failed fails the message, with the reason", async () => {
  const error = new PortError("throttled", "slow down");
  const handler = onHopQueue(() => Promise.resolve({ failures: [{ index: 1, error }] }));
  await expect(handler(hopMessage, contextWith())).rejects.toThrow(
    "1 of 2 records were not taken: throttled: slow down",
  );
});

test("a step that throws fails the message", async () => {
  const handler = onHopQueue(() => Promise.reject(new Error("broken")));
  await expect(handler(hopMessage, contextWith())).rejects.toThrow("broken");
});

test.each([["no JSON"], [{ items: [] }], [{ items: [{ ...item("1"), hop: -1 }] }], [7]])(
  "a message that is none fails: %j",
  async (entry) => {
    const seen: unknown[] = [];
    const handler = onHopQueue((items) => {
      seen.push(items);
      return Promise.resolve(ALL_DONE);
    });
    await expect(handler(entry, contextWith())).rejects.toMatchObject({ code: "invalid" });
    expect(seen).toEqual([]);
  },
);

test.each([
  ["parsed by the worker", hopMessage],
  ["as text", JSON.stringify(hopMessage)],
])("a hop message reaches the step, %s", async (_, entry) => {
  const seen: HopItem[] = [];
  const handler = onHopQueue((items) => {
    seen.push(...items);
    return Promise.resolve(ALL_DONE);
  });
  await handler(entry, contextWith());
  expect(seen).toEqual(hopMessage.items);
});

test("a device event that is none fails its message", async () => {
  const handler = onDeviceQueue(() => Promise.resolve(ALL_DONE));
  await expect(handler({ id: "x" }, contextWith())).rejects.toMatchObject({ code: "invalid" });
});

test("what a step logs is filed under its own invocation", async () => {
  const logs: unknown[][] = [[], []];
  const handler = onHopQueue(async ([first]) => {
    await Promise.resolve();
    invocationSink(String(first?.record.message_id));
    return ALL_DONE;
  });
  await Promise.all(
    logs.map((lines, index) => handler({ items: [item(String(index))] }, contextWith(lines))),
  );
  expect(logs).toEqual([["0"], ["1"]]);
});

test("a receiver gets the very bytes, the method and the signature", async () => {
  const text = '{ "spaced" : "Grüße" }\n';
  const seen: unknown[] = [];
  const handler = onEdge(({ body, method, signature }) => {
    seen.push(Buffer.from(body).toString(), method, signature);
    return Promise.resolve(jsonAnswer(200, { status: "received" }));
  });
  const headers = { "X-Twin-Signature": "v1 key 1 mac" };
  const request = new HttpRequest({
    method: "POST",
    url: "https://a/api/ingestion",
    body: { string: text },
    headers,
  });
  const answer = await handler(request, contextWith());
  expect(seen).toEqual([text, "POST", "v1 key 1 mac"]);
  expect(answer).toMatchObject({ status: 200, body: '{"status":"received"}' });
});

test("a request without a signature or a body is handed on as such", async () => {
  const handler = onEdge(({ signature, body }) =>
    Promise.resolve(jsonAnswer(401, [signature ?? "none", body.length])),
  );
  const request = new HttpRequest({ method: "GET", url: "https://a/api/ingestion" });
  expect(await handler(request, contextWith())).toMatchObject({ status: 401, body: '["none",0]' });
});

test("a parameter that is given twice is seen, though the host's own query holds one value", async () => {
  const handler = onRead(({ query }) => Promise.resolve(jsonAnswer(200, query.getAll("device_id"))));
  const url = "https://a/api/hot-reader?device_id=a&device_id=b";
  const response = await handler(
    new HttpRequest({ method: "GET", url, query: { device_id: "b" } }),
    contextWith(),
  );
  expect(response).toMatchObject({ body: '["a","b"]' });
});

test("a reader gets method, query and authorization, decoded once", async () => {
  const handler = onRead(({ method, query, authorization }) =>
    Promise.resolve(
      jsonAnswer(200, [method, query.get("from"), authorization ?? "none"], { "cache-control": "no-store" }),
    ),
  );
  const url = "https://a/api/hot-reader?from=2026-05-01T00%3A00%3A00%2B02%3A00";
  const query = { from: "2026-05-01T00:00:00+02:00" };
  const request = new HttpRequest({ method: "GET", url, query, headers: { authorization: "Bearer t" } });
  expect(await handler(request, contextWith())).toMatchObject({
    status: 200,
    headers: { "cache-control": "no-store" },
    body: '["GET","2026-05-01T00:00:00+02:00","Bearer t"]',
  });
});
