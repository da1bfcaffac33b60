import type { Clock } from "./clock.ts";

/** A clock for tests that moves only when it is told to. */
export interface ManualClock extends Clock {
  /** Moves time forward and runs what became due, in order. */
  advance(milliseconds: number): void;
}

/** Makes a clock that stands still at `start`. */
export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  const waiting = new Set<{ at: number; work: () => void }>();
  return {
    now: () => now,
    after(milliseconds, work) {
      const entry = { at: now + milliseconds, work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = [...waiting].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting.delete(due);
        now = Math.max(now, due.at);
        due.work();
      }
      now = end;
    },
  };
}
