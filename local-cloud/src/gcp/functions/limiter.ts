import type { Timers } from "../timers.ts";

/** Lets so many through at a time; the rest wait in order. */
export interface Limiter {
  /** Resolves true when it is one's turn, false when that took longer than `waitMs`. */
  enter(waitMs: number): Promise<boolean>;
  leave(): void;
}

/** A limiter with `places` places. */
export function createLimiter(places: number, timers: Timers): Limiter {
  let free = places;
  const waiting = new Set<() => void>();
  return {
    enter(waitMs) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const admit = (): void => {
          cancel();
          resolve(true);
        };
        const cancel = timers.after(waitMs, () => {
          waiting.delete(admit);
          resolve(false);
        });
        waiting.add(admit);
      });
    },
    leave() {
      const [next] = waiting;
      if (!next) {
        free += 1;
        return;
      }
      waiting.delete(next);
      next();
    },
  };
}
