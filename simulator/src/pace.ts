/** Lets the n-th caller pass at its time, so that on the whole `rate` pass in a second; "max" lets everyone pass. */
export function createPace(rate: number | "max", now: () => number = Date.now): () => Promise<void> {
  let next = now();
  return async () => {
    if (rate === "max") return;
    const wait = next - now();
    next = Math.max(next, now() - 1000) + 1000 / rate;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  };
}
