import { setTimeout as pause } from "node:timers/promises";

/** Asks again and again until the answer is not undefined, or throws after the deadline with what was last seen. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  { what, seconds = 60, lastSeen = () => "" }: { what: string; seconds?: number; lastSeen?: () => string },
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s. ${lastSeen()}`);
    await pause(50);
  }
}
