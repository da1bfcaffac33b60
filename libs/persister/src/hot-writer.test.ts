import { memoryHotStore, memoryLogger } from "@twin2multicloud/memory";
import type { HopItem } from "@twin2multicloud/model";
import type { HotStore } from "@twin2multicloud/ports";
import { expect, test } from "vitest";
import { createHotWriter } from "./hot-writer.ts";
import { createPersister } from "./persister.ts";

const item = (message_id: string): HopItem => ({
  record: { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id },
  trace_id: "0af7651916cd43dd8448eb211c80319c",
  hop: 2,
});

const failing: HotStore = {
  put: (records) =>
    Promise.resolve(
      records.map(({ message_id }) =>
        message_id === "bad" ? { status: "failed", error: new Error("throttled") } : { status: "stored" },
      ),
    ),
  query: () => Promise.resolve({ items: [], more: false }),
};

test("what the store does not take is a failure, with its trace in the log", async () => {
  const logger = memoryLogger();
  const { failures } = await createHotWriter({ hotStore: failing, logger })([item("good"), item("bad")]);
  expect(failures.map(({ index }) => index)).toEqual([1]);
  expect(logger.lines.find(({ event }) => event === "store-failed")?.fields["trace_id"]).toBe(
    item("bad").trace_id,
  );
  expect(logger.lines.find(({ event }) => event === "stored")?.fields).toEqual({ count: 1 });
});

test("a record that comes again is no failure and is not counted again", async () => {
  const logger = memoryLogger();
  const write = createHotWriter({ hotStore: memoryHotStore(), logger });
  await write([item("one"), item("two")]);
  expect(await write([item("one")])).toEqual({ failures: [] });
  expect(logger.lines.map(({ fields }) => fields["count"])).toEqual([2]);
});

test("the persister passes on the failures of whatever delivers", async () => {
  const logger = memoryLogger();
  const persist = createPersister({
    deliver: () => Promise.resolve({ failures: [{ index: 0, error: new Error("no answer") }] }),
    logger,
  });
  expect((await persist([item("one")])).failures).toHaveLength(1);
  expect(logger.lines.map(({ event }) => event)).toEqual(["persist-failed"]);
  await expect(
    createPersister({ deliver: () => Promise.reject(new Error("down")), logger })([item("one")]),
  ).rejects.toThrow("down");
});
