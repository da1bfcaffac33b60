import type { Clock } from "./clock.ts";

/** A clock for tests that stands still until it is told to go on. */
export function createTestClock(
  start = 0,
): Clock & { pass(seconds: number): Promise<void>; running(): number } {
  const timers = new Set<{ milliseconds: number; action: () => void; next: number }>();
  let now = start;
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => now,
    every: (milliseconds, action) => {
      const timer = { milliseconds, action, next: now + milliseconds };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: async (seconds) => {
      await settle();
      for (const end = now + seconds * 1000; now < end;) {
        now += 100;
        for (const timer of timers) {
          if (timer.next > now) continue;
          timer.next += timer.milliseconds;
          timer.action();
        }
        await settle();
      }
    },
    running: () => timers.size,
  };
}
