async function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}

/** Lets a caller pass when it is its turn, or at once when the signal says that it is no use to wait. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** Lets the n-th caller pass at its time, so that on the whole `rate` pass in a second; "max" lets everyone pass. */
export function createPace(rate: number | "max", now: () => number = Date.now): Pace {
  let next = now();
  return async (signal) => {
    if (rate === "max") return;
    const wait = next - now();
    next = Math.max(next, now() - 1000) + 1000 / rate;
    if (wait > 0) await sleep(wait, signal);
  };
}
