import { memoryHotStore } from "@twin2multicloud/memory";
import type { HopItem } from "@twin2multicloud/model";
import type { NextHop } from "@twin2multicloud/ports";
import { expect, test } from "vitest";
import { gatherHop, gatherStore } from "./gather.ts";

const item = (message_id: string): HopItem => ({
  record: { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 0,
});

function recordingHop(outcome: (items: readonly HopItem[]) => ReturnType<NextHop["send"]>) {
  const sizes: number[] = [];
  const hop = gatherHop({
    send: (items) => {
      sizes.push(items.length);
      return outcome(items);
    },
  });
  return { hop, sizes };
}

test("calls that come together share a send, and each hears of its own failures", async () => {
  const { hop, sizes } = recordingHop((items) =>
    Promise.resolve({
      failures: items.flatMap(({ record }, index) =>
        record.message_id === "bad" ? [{ index, error: "no" }] : [],
      ),
    }),
  );
  const results = await Promise.all([
    hop.send([item("1"), item("2")]),
    hop.send([item("3"), item("bad")]),
    hop.send([item("4")]),
  ]);
  expect(results.map(({ failures }) => failures.map(({ index }) => index))).toEqual([[], [1], []]);
  expect(sizes).toEqual([5]);
});

test("a failure without an error value is still a failure", async () => {
  const { hop } = recordingHop(() => Promise.resolve({ failures: [{ index: 0, error: undefined }] }));
  expect((await hop.send([item("1")])).failures).toHaveLength(1);
});

test("a send that throws fails every call in it, and the next one goes on", async () => {
  let calls = 0;
  const { hop } = recordingHop(() => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Error("down")) : Promise.resolve({ failures: [] });
  });
  const first = await Promise.allSettled([hop.send([item("1")]), hop.send([item("2")])]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await hop.send([item("3")])).toEqual({ failures: [] });
});

test("no send holds more than a hop message may, and nothing is lost", async () => {
  const seen: string[] = [];
  const { hop, sizes } = recordingHop((items) => {
    seen.push(...items.map(({ record }) => record.message_id));
    return Promise.resolve({ failures: [] });
  });
  const ids = Array.from({ length: 1000 }, (_, index) => String(index));
  await Promise.all(ids.map((id) => hop.send([item(id)])));
  expect(Math.max(...sizes)).toBe(100);
  expect(seen.sort()).toEqual(ids.sort());
});

test("a gathered store answers each put with its own outcomes", async () => {
  const store = gatherStore(memoryHotStore());
  const outcomes = await Promise.all([
    store.put([item("1").record]),
    store.put([item("1").record, item("2").record]),
  ]);
  expect(outcomes).toEqual([[{ status: "stored" }], [{ status: "exists" }, { status: "stored" }]]);
});
