import { manualClock, memoryLogger, memoryNextHop } from "@twin2multicloud/memory";
import type { HopItem } from "@twin2multicloud/model";
import { PortError } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import { parseEdgeKey } from "./edge-key.ts";
import { wrap } from "./envelopes.ts";
import { createReceiver } from "./receiver.ts";
import { sign } from "./signature.ts";

const KEY = `k1:${Buffer.alloc(32, 7).toString("base64url")}`;
const clock = manualClock();
const item = (message_id: string): HopItem => ({
  record: { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id, value: 1.5 },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 0,
});
const envelope = (message_id = "1") =>
  wrap(item(message_id), { sourceCloud: "aws", targetLayer: "L2", now: clock.now() });

function setUp(error?: (item: HopItem) => Error | undefined) {
  const hop = memoryNextHop(error);
  const receive = createReceiver({
    keys: KEY,
    targetLayer: "L2",
    deliver: hop.send,
    clock,
    logger: memoryLogger(),
  });
  const post = async (body: unknown, method = "POST") => {
    const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const answer = await receive({
      method,
      body: bytes,
      signature: sign(bytes, parseEdgeKey(KEY), clock.now()),
    });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return { hop, receive, post };
}

describe("a request that is refused stores nothing", () => {
  test("without a signature, whatever it says", async () => {
    const { hop, receive } = setUp();
    expect((await receive({ method: "POST", body: Buffer.from(JSON.stringify(envelope())) })).status).toBe(
      401,
    );
    expect((await receive({ method: "GET", body: Buffer.from("") })).status).toBe(401);
    expect(hop.receive()).toEqual([]);
  });

  test("with another method", async () => {
    expect((await setUp().post(envelope(), "PUT")).status).toBe(405);
  });

  test.each<[string, unknown, RegExp]>([
    ["no JSON", "hello", /^body: expected JSON/],
    ["an empty list", [], /./],
    ["an unknown field", { ...envelope(), colour: "red" }, /^colour: unknown field/],
    [
      "an unknown field in the second envelope",
      [envelope(), { ...envelope(), colour: "red" }],
      /^1\.colour: unknown field/,
    ],
    [
      "an unknown cloud",
      { ...envelope(), source_cloud: "ibm" },
      /^source_cloud: expected aws or azure or gcp/,
    ],
    ["a string", '"x"', /^body: expected/],
    ["a missing trace id", { ...envelope(), trace_id: undefined }, /trace_id/],
    ["another layer", { ...envelope(), target_layer: "L3" }, /^target_layer: expected L2/],
    ["another type of message", { ...envelope(), message_type: "command" }, /^message_type/],
    ["a payload without a device", { ...envelope(), payload: { value: 1 } }, /^payload\.device_id/],
    [
      "a second envelope with a wrong time",
      [envelope(), { ...envelope(), payload: { ...item("2").record, timestamp: "now" } }],
      /^1\.payload\.timestamp/,
    ],
    ["a loop", { ...envelope(), hop: 99 }, /hop/],
  ])("with %s, naming the field", async (_, body, error) => {
    const { hop, post } = setUp();
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(error);
    expect(hop.receive()).toEqual([]);
  });
});

describe("a request that cannot be made durable", () => {
  test("names what was not taken and asks to come again", async () => {
    const { post } = setUp(({ record }) =>
      record.message_id === "2" ? new PortError("unavailable", "down") : undefined,
    );
    expect(await post([envelope("1"), envelope("2")])).toEqual({
      status: 503,
      body: { status: "failed", failed: [1] },
    });
  });

  test("says so when coming again cannot help", async () => {
    const { post } = setUp(() => new PortError("invalid", "too large"));
    expect((await post(envelope())).status).toBe(422);
  });

  test("is a 503 when the step throws", async () => {
    const deliver = () => Promise.reject(new Error("down"));
    const receive = createReceiver({ keys: KEY, targetLayer: "L2", deliver, clock, logger: memoryLogger() });
    const body = Buffer.from(JSON.stringify(envelope()));
    expect(
      (await receive({ method: "POST", body, signature: sign(body, parseEdgeKey(KEY), clock.now()) })).status,
    ).toBe(503);
  });
});

test("one envelope and several are taken, with trace and hop", async () => {
  const { hop, post } = setUp();
  const single = await post(envelope("1"));
  expect(single).toEqual({
    status: 200,
    body: { status: "received", id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect((await post([envelope("2"), envelope("3")])).status).toBe(200);
  expect(hop.receive()).toEqual(["1", "2", "3"].map((id) => ({ ...item(id), hop: 1 })));
});
