import type { Clock } from "@twin2multicloud/ports";

/** A clock that stands still but for its sleepers: sleeping moves it on at once, and is remembered. */
export interface ManualClock extends Clock {
  readonly sleeps: readonly number[];
  advance(milliseconds: number): void;
}

/** Makes a manual clock that starts at that time (milliseconds since the epoch). */
export function manualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let time = start;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    sleep: (milliseconds) => {
      sleeps.push(milliseconds);
      time += milliseconds;
      return Promise.resolve();
    },
  };
}
