import { describe, expect, test } from "vitest";
import { createManualTimers } from "../manual-timers.fixture.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import type { Delivery } from "./delivery-queue.ts";
import type { Message } from "./model.ts";

function setUp(retentionMs = 60_000) {
  const timers = createManualTimers();
  const message = (id: string): Message => ({ id, data: "", attributes: {}, publishedAt: timers.now() });
  return { timers, message, queue: createDeliveryQueue(timers, retentionMs) };
}

function taken(delivery: Delivery | undefined): Delivery {
  if (!delivery) throw new Error("nothing was ready");
  return delivery;
}

describe("a delivery queue", () => {
  test("hands messages out in order, each once until it is retried", () => {
    const { queue, message } = setUp();
    queue.offer([message("1"), message("2")]);
    queue.offer([message("1"), message("3")]);
    expect(["1", "2", "3", undefined]).toEqual([1, 2, 3, 4].map(() => queue.take()?.message.id));
  });

  test("hands a retried message out when it is due and not before, in order of their times", () => {
    const { queue, message, timers } = setUp();
    queue.offer([message("late"), message("soon")]);
    const [late, soon] = [taken(queue.take()), taken(queue.take())];
    queue.retry(late, 2000);
    queue.retry(soon, 1000);
    timers.advance(999);
    expect(queue.take()).toBeUndefined();
    timers.advance(1);
    expect(queue.take()).toMatchObject({ message: { id: "soon" }, attempts: 2 });
    expect(queue.take()).toBeUndefined();
    timers.advance(1000);
    expect(queue.take()).toMatchObject({ message: { id: "late" }, attempts: 2 });
  });

  test("wakes whoever waits, with new messages and with retried ones", () => {
    const { queue, message, timers } = setUp();
    let woken = 0;
    const forget = queue.onReady(() => (woken += 1));
    queue.offer([message("1")]);
    expect(woken).toBe(1);
    queue.retry(taken(queue.take()), 500);
    timers.advance(500);
    expect(woken).toBe(2);
    forget();
    queue.offer([message("2")]);
    expect(woken).toBe(2);
  });

  test("drops what is older than its retention, and owes it no longer", () => {
    const { queue, message, timers } = setUp(1000);
    queue.offer([message("old")]);
    timers.advance(1000);
    queue.offer([message("new")]);
    expect(queue.take()?.message.id).toBe("new");
    expect([...queue.owed()].map(({ id }) => id)).toEqual(["new"]);
  });

  test("owes what was handed out until it is settled", () => {
    const { queue, message } = setUp();
    queue.offer([message("1")]);
    const delivery = taken(queue.take());
    expect([...queue.owed()]).toHaveLength(1);
    queue.settle(delivery);
    expect([...queue.owed()]).toEqual([]);
  });

  test("leaves no timer behind", () => {
    const { queue, message, timers } = setUp();
    queue.offer([message("1")]);
    queue.retry(taken(queue.take()), 500);
    queue.close();
    expect(timers.waiting).toBe(0);
  });
});
