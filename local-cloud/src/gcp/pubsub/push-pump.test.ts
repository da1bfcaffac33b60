import { describe, expect, test } from "vitest";
import { createManualTimers } from "../manual-timers.fixture.ts";
import { createDeliveryQueue } from "./delivery-queue.ts";
import type { Delivery } from "./delivery-queue.ts";
import { MAX_PUSHES, startPushPump } from "./push-pump.ts";

interface Push {
  readonly delivery: Delivery;
  answer(accepted: boolean): Promise<void>;
}

function setUp(messages: number) {
  const timers = createManualTimers();
  const queue = createDeliveryQueue(timers, 3_600_000);
  const pushes: Push[] = [];
  const settled: string[] = [];
  const push = (delivery: Delivery): Promise<boolean> =>
    new Promise((resolve) => {
      const answer = async (accepted: boolean): Promise<void> => {
        resolve(accepted);
        await Promise.resolve();
        await Promise.resolve();
      };
      pushes.push({ delivery, answer });
    });
  const pump = startPushPump({
    queue,
    timers,
    push,
    succeeded: ({ message }) => settled.push(message.id),
    failed: (delivery) => queue.retry(delivery, 1000),
  });
  const published = Array.from({ length: messages }, (_, index) => ({
    id: String(index),
    data: "",
    attributes: {},
    publishedAt: timers.now(),
  }));
  queue.offer(published);
  return { timers, queue, pushes, pump, settled };
}

async function answerAll(pushes: Push[], accepted: boolean): Promise<number> {
  const open = pushes.splice(0);
  for (const push of open) await push.answer(accepted);
  return open.length;
}

describe("a push pump", () => {
  test("pushes more and more at a time while all goes well, up to its limit", async () => {
    const { pushes, settled } = setUp(1000);
    const windows: number[] = [];
    while (settled.length < 1000) windows.push(await answerAll(pushes, true));
    expect(windows[0]).toBe(8);
    expect(Math.max(...windows)).toBe(MAX_PUSHES);
    expect(settled).toHaveLength(1000);
  });

  test("pauses while nothing but failures come back, and goes on by itself", async () => {
    const { pushes, timers } = setUp(100);
    await answerAll(pushes, false);
    expect(pushes).toHaveLength(0);
    timers.advance(100);
    expect(pushes).toHaveLength(1);
    await answerAll(pushes, false);
    timers.advance(100);
    expect(pushes).toHaveLength(0);
    timers.advance(2000);
    expect(pushes).toHaveLength(1);
  });

  test("loses nothing to failures", async () => {
    const { pushes, timers, settled } = setUp(20);
    await answerAll(pushes, false);
    for (let turn = 0; settled.length < 20 && turn < 100; turn += 1) {
      timers.advance(500);
      await answerAll(pushes, true);
    }
    expect(settled.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => String(index)).sort());
  });

  test("pushes nothing any more when it was stopped", async () => {
    const { pushes, pump, timers } = setUp(100);
    pump.stop();
    await answerAll(pushes, true);
    timers.advance(10_000);
    expect(pushes).toEqual([]);
  });
});
