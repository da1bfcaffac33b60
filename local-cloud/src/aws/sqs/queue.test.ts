import { beforeEach, describe, expect, test } from "vitest";
import { createManualClock } from "../manual-clock.fixture.ts";
import type { ManualClock } from "../manual-clock.fixture.ts";
import type { StoredMessage } from "./message.ts";
import { queueSettings } from "./queue-settings.ts";
import { createQueue } from "./queue.ts";
import type { Queue } from "./queue.ts";

let clock: ManualClock;
let queue: Queue;

beforeEach(() => {
  clock = createManualClock();
  queue = createQueue(queueSettings({ MessageRetentionPeriod: "60" }), clock);
});

const message = (number: number, delay = 0): StoredMessage => ({
  id: `00000000-0000-0000-0000-${String(number).padStart(12, "0")}`,
  body: `m${number}`,
  senderId: "test",
  sentAt: clock.now(),
  visibleAt: clock.now() + delay,
});
const take = (
  options: { limit?: number; hideFor?: number; maxReceiveCount?: number } = {},
): ReturnType<Queue["take"]> =>
  queue.take({ limit: 10, hideFor: 5_000, maxReceiveCount: Infinity, ...options });
const bodies = (options?: Parameters<typeof take>[0]): string[] =>
  take(options).messages.map(({ body }) => body);

describe("take", () => {
  test("hands out in order, each message once while it is hidden", () => {
    queue.add([message(1), message(2), message(3)]);
    expect(bodies({ limit: 2 })).toEqual(["m1", "m2"]);
    expect(bodies()).toEqual(["m3"]);
    expect(bodies()).toEqual([]);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 3, delayed: 0 });
  });

  test("a message that nobody removed comes back when its time is over, not before", () => {
    queue.add([message(1)]);
    take();
    clock.advance(4_999);
    expect(bodies()).toEqual([]);
    clock.advance(1);
    expect(take().messages).toMatchObject([{ body: "m1", receiveCount: 2 }]);
  });

  test("without hiding, the same receive does not hand a message out twice", () => {
    queue.add([message(1)]);
    expect(bodies({ hideFor: 0 })).toEqual(["m1"]);
    expect(bodies({ hideFor: 0 })).toEqual(["m1"]);
  });

  test("a delayed message comes when its delay is over", () => {
    queue.add([message(1, 2_000)]);
    expect(bodies()).toEqual([]);
    expect(queue.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    clock.advance(2_000);
    expect(bodies()).toEqual(["m1"]);
  });

  test("a message that was received too often is dead, and stays hidden until it has left", () => {
    queue.add([message(1)]);
    take({ maxReceiveCount: 1 });
    clock.advance(5_000);
    const { messages, dead } = take({ maxReceiveCount: 1 });
    expect([messages.length, dead.map(({ body }) => body)]).toEqual([0, ["m1"]]);
    expect(take({ maxReceiveCount: 1 }).dead).toEqual([]);
    queue.putBack(dead);
    expect(take({ maxReceiveCount: 1 }).dead).toHaveLength(1);
  });

  test("a message older than the retention is expired", () => {
    queue.add([message(1)]);
    clock.advance(60_000);
    expect(take()).toMatchObject({ messages: [], expired: [{ body: "m1" }] });
  });
});

describe("receipts", () => {
  test("the last receipt names the message, an older one names nothing", () => {
    queue.add([message(1)]);
    const [first] = take({ hideFor: 1_000 }).messages;
    clock.advance(1_000);
    const [second] = take().messages;
    expect(queue.idOf(first?.receipt ?? "")).toBeNull();
    expect(queue.idOf(second?.receipt ?? "")).toBe(message(1).id);
  });

  test("what is no receipt is refused", () => {
    expect(() => queue.idOf("nonsense")).toThrow(RangeError);
  });

  test("hiding for longer and showing at once", () => {
    queue.add([message(1)]);
    const [taken] = take({ hideFor: 1_000 }).messages;
    queue.hide(taken?.id ?? "", 10_000);
    clock.advance(9_999);
    expect(bodies()).toEqual([]);
    queue.hide(taken?.id ?? "", 0);
    expect(bodies()).toEqual(["m1"]);
  });
});

describe("arrivals", () => {
  test("listeners hear of new, of returned and of delayed messages", () => {
    let heard = 0;
    const stop = queue.onArrival(() => (heard += 1));
    queue.add([message(1), message(2)]);
    expect(heard).toBe(1);
    take();
    clock.advance(5_000);
    expect(heard).toBe(2);
    queue.add([message(3, 1_000)]);
    expect(heard).toBe(2);
    clock.advance(1_000);
    expect(heard).toBe(3);
    stop();
    queue.add([message(4)]);
    expect(heard).toBe(3);
  });

  test("a removed message neither returns nor is announced", () => {
    let heard = 0;
    queue.add([message(1)]);
    take();
    queue.onArrival(() => (heard += 1));
    queue.remove([message(1).id]);
    clock.advance(10_000);
    expect([heard, bodies(), [...queue.messages]]).toEqual([0, [], []]);
  });

  test("a thousand messages come back in the order in which they become due", () => {
    const delays = Array.from({ length: 1_000 }, (_, index) => ((index * 7_919) % 1_000) + 1);
    queue.add(delays.map((delay) => message(delay, delay)));
    clock.advance(1_000);
    const expected = Array.from({ length: 1_000 }, (_, index) => `m${index + 1}`);
    expect(bodies({ limit: 1_000 })).toEqual(expected);
  });
});
