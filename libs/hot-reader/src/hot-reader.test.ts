import { memoryHotStore, memoryLogger } from "@twin2multicloud/memory";
import type { TelemetryRecord } from "@twin2multicloud/model";
import type { HotStore } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import { createHotReader } from "./hot-reader.ts";

const recordAt = (second: number): TelemetryRecord => ({
  device_id: "sensor-1",
  timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  message_id: `m-${second}`,
  temperature: second + 0.5,
});

async function setUp(count = 0) {
  const hotStore = memoryHotStore();
  await hotStore.put(Array.from({ length: count }, (_, second) => recordAt(second)));
  const read = createHotReader({ hotStore, tokens: ["old-token", "new-token"], logger: memoryLogger() });
  const get = async (
    query: string,
    authorization: string | undefined = "Bearer new-token",
    method = "GET",
  ) => {
    const answer = await read({
      method,
      query: new URLSearchParams(query),
      ...(authorization ? { authorization } : {}),
    });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return get;
}

describe("a request that is refused", () => {
  test.each(["", "Bearer wrong", "new-token", "Basic new-token", "Bearer ", "Bearer new-token2"])(
    "with authorization %j",
    async (authorization) => {
      const get = await setUp();
      const { status } = await get("device_id=sensor-1", authorization || "none");
      expect(status).toBe(401);
    },
  );

  test("without any token configured", async () => {
    const read = createHotReader({ hotStore: memoryHotStore(), tokens: [""], logger: memoryLogger() });
    expect(
      (await read({ method: "GET", query: new URLSearchParams("device_id=a"), authorization: "Bearer " }))
        .status,
    ).toBe(401);
  });

  test("with another method", async () => {
    const get = await setUp();
    expect((await get("device_id=sensor-1", undefined, "DELETE")).status).toBe(405);
  });

  test.each([
    ["", "device_id"],
    ["device_id=", "device_id"],
    ["device_id=a&device_id=b", "device_id"],
    ["device_id=a&from=yesterday", "from"],
    ["device_id=a&to=2026-02-30", "to"],
    ["device_id=a&order=up", "order"],
    ["device_id=a&limit=0", "limit"],
    ["device_id=a&limit=1001", "limit"],
    ["device_id=a&limit=ten", "limit"],
    ["device_id=a&limit=1.5", "limit"],
    ["device_id=a&next=abc", "next"],
    ["device_id=a&latest=maybe", "latest"],
    ["device_id=a&colour=red", "colour"],
  ])("for a bad parameter, naming it: %s", async (query, parameter) => {
    const get = await setUp();
    const { status, body } = await get(query);
    expect([status, body.parameter]).toEqual([400, parameter]);
    expect(body.expected).toBeTruthy();
  });

  test("when the store fails, without telling the store's error to the caller", async () => {
    const broken: HotStore = {
      put: () => Promise.resolve([]),
      query: () => Promise.reject(new Error("secret host is down")),
    };
    const logger = memoryLogger();
    const read = createHotReader({ hotStore: broken, tokens: ["t"], logger });
    const answer = await read({
      method: "GET",
      query: new URLSearchParams("device_id=a"),
      authorization: "Bearer t",
    });
    expect([answer.status, answer.body.includes("secret")]).toEqual([503, false]);
    expect(logger.lines.map(({ event }) => event)).toEqual(["read-failed"]);
  });
});

describe("a request that is answered", () => {
  test("an unknown device has no items and no next page", async () => {
    const get = await setUp(3);
    expect(await get("device_id=stranger")).toEqual({ status: 200, body: { items: [] } });
  });

  test("either token opens it while tokens change", async () => {
    const get = await setUp();
    expect((await get("device_id=a", "bearer old-token")).status).toBe(200);
  });

  test("pages lead through the whole range in order, 100 by default", async () => {
    const get = await setUp(250);
    const found: unknown[] = [];
    const sizes: number[] = [];
    for (let query: string | undefined = "device_id=sensor-1"; query;) {
      const { body } = await get(query);
      found.push(...body.items);
      sizes.push(body.items.length);
      query = body.next ? `device_id=sensor-1&next=${encodeURIComponent(body.next)}` : undefined;
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(found).toEqual(Array.from({ length: 250 }, (_, second) => recordAt(second)));
  });

  test("a page ends before it is larger than a function may answer, and the next one goes on", async () => {
    const hotStore = memoryHotStore();
    // As JSON within JSON, as Lambda carries it, each of these quotes takes four bytes.
    const records = Array.from({ length: 150 }, (_, second) => ({
      ...recordAt(second),
      text: '"'.repeat(15_000),
    }));
    await hotStore.put(records);
    const read = createHotReader({ hotStore, tokens: ["t"], logger: memoryLogger() });
    const found: unknown[] = [];
    for (let next = ""; ;) {
      const query = new URLSearchParams({ device_id: "sensor-1", limit: "150", ...(next && { next }) });
      const { body } = await read({ method: "GET", query, authorization: "Bearer t" });
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(6_000_000);
      const page = JSON.parse(body);
      found.push(...page.items);
      if (page.next === undefined) break;
      next = page.next;
    }
    expect(found).toEqual(records);
  });

  test("a page's token is good for the same order only", async () => {
    const get = await setUp(10);
    const { body } = await get("device_id=sensor-1&limit=3");
    const next = encodeURIComponent(body.next);
    expect((await get(`device_id=sensor-1&limit=3&order=desc&next=${next}`)).body.parameter).toBe("next");
    expect((await get(`device_id=sensor-1&limit=3&next=${next}`)).body.items).toEqual(
      [3, 4, 5].map(recordAt),
    );
  });

  test("an item begins with who, when and which, in any store's order", async () => {
    const { device_id, timestamp, message_id, temperature = null } = recordAt(1);
    const shuffled: TelemetryRecord = { temperature, message_id, timestamp, device_id };
    const hotStore: HotStore = {
      put: () => Promise.resolve([]),
      query: () => Promise.resolve({ items: [shuffled], more: false }),
    };
    const read = createHotReader({ hotStore, tokens: ["t"], logger: memoryLogger() });
    const answer = await read({
      method: "GET",
      query: new URLSearchParams("device_id=sensor-1"),
      authorization: "Bearer t",
    });
    expect(answer.body).toMatch(/^\{"items":\[\{"device_id":.*"timestamp":.*"message_id":.*"temperature":/);
  });

  test("newest first, from inclusive, to exclusive", async () => {
    const get = await setUp(10);
    const { body } = await get(
      "device_id=sensor-1&from=2026-01-01T00:00:02Z&to=2026-01-01T00:00:05Z&order=desc",
    );
    expect(body.items.map(({ message_id }: TelemetryRecord) => message_id)).toEqual(["m-4", "m-3", "m-2"]);
  });

  test("the newest record alone", async () => {
    const get = await setUp(10);
    const { body } = await get("device_id=sensor-1&latest=true");
    expect(body).toEqual({ items: [recordAt(9)] });
  });
});
