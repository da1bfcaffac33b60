import { manualClock, memoryLogger } from "@twin2multicloud/memory";
import { SIGNATURE_HEADER } from "@twin2multicloud/model";
import type { HopItem, JsonValue } from "@twin2multicloud/model";
import { http, HttpResponse } from "msw";
import type { JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { parseEdgeKey } from "./edge-key.ts";
import { createHttpNextHop } from "./http-next-hop.ts";
import { isSigned } from "./signature.ts";

const URL = "https://receiver.example/ingestion";
const KEY = `k1:${Buffer.alloc(32, 7).toString("base64url")}`;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const item = (message_id: string, properties: Record<string, JsonValue> = {}): HopItem => ({
  record: { ...properties, device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 0,
});

interface Seen {
  readonly ids: string[];
  readonly signed: boolean;
}

/** Answers each request with the next of these answers, and the last one for ever. */
function answering(
  answers: readonly (readonly [status: number, body: JsonBodyType, headers?: Record<string, string>])[],
) {
  const seen: Seen[] = [];
  const clock = manualClock();
  server.use(
    http.post(URL, async ({ request }) => {
      const body = Buffer.from(await request.arrayBuffer());
      const signature = request.headers.get(SIGNATURE_HEADER) ?? undefined;
      const envelopes = [JSON.parse(body.toString())].flat();
      seen.push({
        ids: envelopes.map(({ payload }) => payload.message_id),
        signed: isSigned({ body, signature, keys: [parseEdgeKey(KEY)], now: clock.now() }),
      });
      const [status, answer, headers] = answers[Math.min(seen.length, answers.length) - 1] ?? [500, null];
      return HttpResponse.json(answer, { status, ...(headers ? { headers } : {}) });
    }),
  );
  const hop = createHttpNextHop({
    url: URL,
    key: KEY,
    sourceCloud: "aws",
    targetLayer: "L2",
    logger: memoryLogger(),
    clock,
    random: () => 0,
  });
  return { hop, seen, clock };
}

const RECEIVED = [200, { status: "received", id: "1" }] as const;

test("an outage is retried and then every record is a retryable failure", async () => {
  const { hop, seen } = answering([[503, null]]);
  const { failures } = await hop.send([item("1"), item("2")]);
  expect(failures.map(({ index, error }) => [index, error])).toEqual([
    [0, expect.objectContaining({ code: "unavailable" })],
    [1, expect.objectContaining({ code: "unavailable" })],
  ]);
  expect(seen).toHaveLength(4);
});

test("429 is retried after the time that the receiver asks for", async () => {
  const { hop, clock } = answering([[429, null, { "retry-after": "7" }], RECEIVED]);
  expect(await hop.send([item("1")])).toEqual({ failures: [] });
  expect(clock.sleeps).toEqual([7000]);
});

test("401 is not retried", async () => {
  const { hop, seen } = answering([[401, null]]);
  const { failures } = await hop.send([item("1")]);
  expect(failures[0]?.error).toMatchObject({ code: "denied" });
  expect(seen).toHaveLength(1);
});

test("a network failure is retried", async () => {
  const clock = manualClock();
  let calls = 0;
  const fetchTwice: typeof fetch = () => {
    calls += 1;
    return calls === 1
      ? Promise.reject(new TypeError("fetch failed"))
      : Promise.resolve(Response.json({ status: "received", id: "1" }));
  };
  const hop = createHttpNextHop({
    url: URL,
    key: KEY,
    sourceCloud: "aws",
    targetLayer: "L2",
    logger: memoryLogger(),
    clock,
    random: () => 0,
    fetch: fetchTwice,
  });
  expect(await hop.send([item("1")])).toEqual({ failures: [] });
  expect(clock.sleeps).toEqual([1000]);
});

test("only what the receiver did not take is sent again", async () => {
  const { hop, seen } = answering([[503, { failed: [1] }], RECEIVED]);
  expect(await hop.send([item("1"), item("2"), item("3")])).toEqual({ failures: [] });
  expect(seen.map(({ ids }) => ids)).toEqual([["1", "2", "3"], ["2"]]);
});

test.each<[string, JsonBodyType]>([
  ["another page", { hello: "world" }],
  ["nothing", null],
])("a 200 with %s is no promise: the records are sent again", async (_, body) => {
  const { hop, seen } = answering([[200, body], RECEIVED]);
  expect(await hop.send([item("1")])).toEqual({ failures: [] });
  expect(seen).toHaveLength(2);
});

test("a 200 whose body breaks off is no promise either", async () => {
  const cut = () => new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
  const answers = [new Response(cut()), Response.json({ status: "received", id: "1" })];
  const hop = createHttpNextHop({
    url: URL,
    key: KEY,
    sourceCloud: "aws",
    targetLayer: "L2",
    logger: memoryLogger(),
    clock: manualClock(),
    fetch: () => Promise.resolve(answers.shift() ?? Response.error()),
  });
  expect(await hop.send([item("1")])).toEqual({ failures: [] });
  expect(answers).toEqual([]);
});

test.each([[[]], [[7]]])(
  "a failure that names no record of the request, as %j, means all of them",
  async (failed) => {
    const { hop, seen } = answering([[503, { failed }], RECEIVED]);
    expect(await hop.send([item("1"), item("2")])).toEqual({ failures: [] });
    expect(seen.map(({ ids }) => ids)).toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
  },
);

test("what the receiver names as refused for good fails, the rest does not", async () => {
  const { hop, seen } = answering([[422, { failed: [2] }]]);
  const { failures } = await hop.send([item("1"), item("2"), item("3")]);
  expect(failures).toEqual([{ index: 2, error: expect.objectContaining({ code: "rejected" }) }]);
  expect(seen).toHaveLength(1);
});

test("a batch refused as a whole is sent one by one, so that one bad record does not take others with it", async () => {
  const { hop, seen } = answering([
    [400, { error: "1.payload" }],
    RECEIVED,
    [400, { error: "payload" }],
    RECEIVED,
  ]);
  const { failures } = await hop.send([item("1"), item("2"), item("3")]);
  expect(failures).toHaveLength(1);
  expect(seen).toHaveLength(4);
});

test.each([401, 403, 404])(
  "%i speaks of the request, so its records are not sent one by one",
  async (status) => {
    const { hop, seen } = answering([[status, null]]);
    expect((await hop.send([item("1"), item("2"), item("3")])).failures).toHaveLength(3);
    expect(seen).toHaveLength(1);
  },
);

test("everything is signed, and large lists are split", async () => {
  const { hop, seen } = answering([RECEIVED]);
  const items = Array.from({ length: 250 }, (_, index) => item(String(index), { text: "x".repeat(10_000) }));
  expect(await hop.send(items)).toEqual({ failures: [] });
  expect(seen.every(({ signed }) => signed)).toBe(true);
  expect(seen.flatMap(({ ids }) => ids).sort()).toEqual(items.map(({ record }) => record.message_id).sort());
  expect(Math.max(...seen.map(({ ids }) => ids.length))).toBeLessThanOrEqual(100);
});

test("an empty list makes no request", async () => {
  const { hop, seen } = answering([RECEIVED]);
  await hop.send([]);
  expect(seen).toEqual([]);
});
