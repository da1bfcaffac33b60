/** Longer than any date that the services can write. */
const FOREVER_MS = 10_000 * 365 * 24 * 60 * 60 * 1000;

/** How long a message stays, in milliseconds; minus one second means without end. */
export function ttlMs(seconds: number): number {
  return seconds === -1 ? FOREVER_MS : seconds * 1000;
}
