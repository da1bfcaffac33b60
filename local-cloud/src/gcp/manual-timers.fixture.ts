import type { Timers } from "./timers.ts";

/** Timers that stand still until they are turned. */
export interface ManualTimers extends Timers {
  /** Moves time on and calls back whatever falls due, in order. */
  advance(milliseconds: number): void;
  /** How many callbacks wait. */
  readonly waiting: number;
}

/** Starts at a fixed moment. */
export function createManualTimers(start = Date.parse("2026-01-01T00:00:00Z")): ManualTimers {
  let now = start;
  const waiting = new Set<{ readonly due: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { due: now + milliseconds, callback };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = [...waiting]
          .filter(({ due }) => due <= end)
          .sort((left, right) => left.due - right.due)[0];
        if (!next) break;
        waiting.delete(next);
        now = Math.max(now, next.due);
        next.callback();
      }
      now = end;
    },
    get waiting() {
      return waiting.size;
    },
  };
}
