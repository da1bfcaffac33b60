/** Time, as far as sending needs it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Does something again and again; the function that it gives back ends that. */
  readonly every: (milliseconds: number, action: () => void) => () => void;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: Date.now,
  every: (milliseconds, action) => {
    const timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  },
};
