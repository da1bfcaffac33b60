import { beforeEach, describe, expect, test } from "vitest";
import { createLifecycle } from "./lifecycle.ts";
import type { Lifecycle } from "./lifecycle.ts";

describe("the life of a daemon", () => {
  let now: number;
  let timers: { at: number; work: () => void }[];
  let needed: boolean;
  let ended: boolean;
  let life: Lifecycle;

  const pass = (milliseconds: number): void => {
    now += milliseconds;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ work }) => work());
  };

  beforeEach(() => {
    now = 0;
    timers = [];
    needed = false;
    ended = false;
    life = createLifecycle({
      isNeeded: () => needed,
      end: () => (ended = true),
      after(milliseconds, work) {
        const timer = { at: now + milliseconds, work };
        timers.push(timer);
        return () => (timers = timers.filter((other) => other !== timer));
      },
    });
  });

  test("ends soon after its last resource is gone, once Terraform is silent", () => {
    needed = true;
    pass(3_600_000);
    needed = false;
    life.emptied();
    pass(2_000);
    life.called();
    pass(2_000);
    expect(ended).toBe(false);
    pass(1_000);
    expect(ended).toBe(true);
  });

  test("goes on when something new exists by then", () => {
    life.emptied();
    needed = true;
    pass(60_000);
    expect(ended).toBe(false);
  });

  test("is long enough for somebody who has just asked for it", () => {
    life.emptied();
    life.asked();
    pass(60_000);
    expect(ended).toBe(false);
    pass(600_000);
    expect(ended).toBe(true);
  });
});
