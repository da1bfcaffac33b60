import { MAX_HOP_BYTES, MAX_HOP_ITEMS } from "@twin2multicloud/model";
import type { HopItem } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { packHopMessages, parseHopMessage } from "./hop-message.ts";

const item = (message_id: string, text = ""): HopItem => ({
  record: { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id, text },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 1,
});

test("packing nothing makes no message", () => {
  expect(packHopMessages([])).toEqual([]);
});

test("messages keep within both limits, in order, and read back as they were", () => {
  const items = Array.from({ length: 500 }, (_, index) =>
    item(String(index), "é".repeat((index * 37) % 2000)),
  );
  const messages = packHopMessages(items);
  expect(Math.max(...messages.map(({ body }) => Buffer.byteLength(body)))).toBeLessThanOrEqual(MAX_HOP_BYTES);
  expect(Math.max(...messages.map(({ indexes }) => indexes.length))).toBeLessThanOrEqual(MAX_HOP_ITEMS);
  expect(messages.flatMap(({ indexes }) => indexes)).toEqual(items.map((_, index) => index));
  expect(messages.flatMap(({ body }) => parseHopMessage(body))).toEqual(items);
});

test.each([
  ["hello", "not JSON"],
  ["[]", "hop message"],
  ['{"items":[]}', "items"],
  ['{"items":[{}]}', "items.0"],
  [JSON.stringify({ items: [{ ...item("1"), trace_id: "x" }] }), "items.0.trace_id"],
  [JSON.stringify({ items: [item("1")], more: 1 }), "hop message"],
])("%s is refused, naming the place", (text, place) => {
  expect(() => parseHopMessage(text)).toThrow(place);
});
