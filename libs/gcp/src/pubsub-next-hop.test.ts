import { itemOf, recordOf } from "@twin2multicloud/contract-tests";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { pubsubNextHop } from "./pubsub-next-hop.ts";

const topicUrl = "https://pubsub.test/v1/projects/p/topics/t";
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

interface PublishBody {
  readonly messages: readonly { readonly data: string }[];
}

const small = (count: number): HopItem[] =>
  Array.from({ length: count }, (_, second) => itemOf(recordOf("d", second)));

/** Each fills a message of its own. */
const large = (count: number): HopItem[] =>
  Array.from({ length: count }, (_, second) => itemOf(recordOf("d", second, { text: "x".repeat(30_000) })));

const itemsOf = ({ messages }: PublishBody): HopItem[] =>
  messages.flatMap(({ data }) => parseHopMessage(Buffer.from(data, "base64").toString()));

const idsOf = ({ messages }: PublishBody) => ({ messageIds: messages.map((_, index) => String(index)) });

function setUp() {
  const tokens = { get: vi.fn(() => Promise.resolve("token")), discard: vi.fn() };
  return { tokens, hop: pubsubNextHop({ topicUrl, tokens }) };
}

/** Answers publish requests and keeps what came. */
function onPublish(
  answer: (body: PublishBody, position: number) => Response,
): { body: PublishBody; bytes: number; request: Request }[] {
  const seen: { body: PublishBody; bytes: number; request: Request }[] = [];
  server.use(
    http.post("https://pubsub.test/v1/projects/p/topics/t:publish", async ({ request }) => {
      const text = await request.clone().text();
      const body: PublishBody = JSON.parse(text);
      seen.push({ body, bytes: Buffer.byteLength(text), request });
      return answer(body, seen.length - 1);
    }),
  );
  return seen;
}

describe("publishing to Pub/Sub", () => {
  test("without a token nothing is sent and every item fails with the reason", async () => {
    const { hop, tokens } = setUp();
    const seen = onPublish((body) => HttpResponse.json(idsOf(body)));
    const reason = new Error("no token");
    tokens.get.mockRejectedValue(reason);
    const { failures } = await hop.send(small(2));
    expect(failures).toEqual([
      { index: 0, error: reason },
      { index: 1, error: reason },
    ]);
    expect(seen).toEqual([]);
  });

  test("a topic that cannot be reached is an outage", async () => {
    onPublish(() => HttpResponse.error());
    const { failures } = await setUp().hop.send(small(1));
    expect(failures).toMatchObject([{ index: 0, error: { code: "unavailable" } }]);
  });

  test.each([
    [403, "denied", 0],
    [404, "not-found", 0],
    [429, "throttled", 0],
    [503, "unavailable", 0],
    [401, "denied", 1],
  ])("status %i is %s, and only 401 throws the token away", async (status, code, discarded) => {
    onPublish(() => HttpResponse.json({ error: { status: "X", message: "why" } }, { status }));
    const { hop, tokens } = setUp();
    const { failures } = await hop.send(small(1));
    expect(failures).toMatchObject([{ index: 0, error: { code, message: expect.stringContaining("why") } }]);
    expect(tokens.discard).toHaveBeenCalledTimes(discarded);
  });

  test.each([{}, { messageIds: [] }, { messageIds: "one" }])(
    "what is not confirmed has failed: %j",
    async (answer) => {
      onPublish(() => HttpResponse.json(answer));
      const { failures } = await setUp().hop.send(small(1));
      expect(failures).toMatchObject([{ index: 0, error: { code: "unknown" } }]);
    },
  );

  test("one refused request fails its own items only, by their positions", async () => {
    const items = large(400);
    const seen = onPublish((body, position) =>
      position === 1 ? new HttpResponse(null, { status: 503 }) : HttpResponse.json(idsOf(body)),
    );
    const { failures } = await setUp().hop.send(items);
    expect(seen.length).toBeGreaterThan(1);
    expect(failures.map(({ index }) => items[index])).toEqual(itemsOf(seen[1]?.body ?? { messages: [] }));
  });

  test("requests stay below 10 MB and 1000 messages, and everything is in them once", async () => {
    const seen = onPublish((body) => HttpResponse.json(idsOf(body)));
    const items = [...large(400), ...small(300)];
    expect(await setUp().hop.send(items)).toEqual({ failures: [] });
    expect(Math.max(...seen.map(({ bytes }) => bytes))).toBeLessThanOrEqual(10_000_000);
    expect(Math.max(...seen.map(({ body }) => body.messages.length))).toBeLessThanOrEqual(1000);
    const found = seen.flatMap(({ body }) => itemsOf(body)).map(({ trace_id }) => trace_id);
    expect(found.sort()).toEqual(items.map(({ trace_id }) => trace_id).sort());
  });

  test("carries the bearer token", async () => {
    const seen = onPublish((body) => HttpResponse.json(idsOf(body)));
    await setUp().hop.send(small(1));
    expect(seen[0]?.request.headers.get("authorization")).toBe("Bearer token");
  });

  test("an empty list sends nothing", async () => {
    const seen = onPublish((body) => HttpResponse.json(idsOf(body)));
    expect(await setUp().hop.send([])).toEqual({ failures: [] });
    expect(seen).toEqual([]);
  });
});
