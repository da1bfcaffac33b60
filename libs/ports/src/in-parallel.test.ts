import { expect, test } from "vitest";
import { inParallel } from "./in-parallel.ts";

test("results stand in the order of the items, and no more run at once than allowed", async () => {
  const waiting: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const done = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, (running += 1));
    await new Promise<void>((resolve) => waiting.push(resolve));
    running -= 1;
    return item * 10;
  });
  for (let released = 0; released < 5; released += 1) {
    await Promise.resolve();
    // The youngest first, so that the order of finishing is not the order of the items.
    waiting.pop()?.();
    await new Promise(setImmediate);
  }
  expect(await done).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});

test("an empty list runs nothing", async () => {
  expect(await inParallel([], 4, () => Promise.reject(new Error("must not run")))).toEqual([]);
});

test("a rejection rejects all", async () => {
  await expect(inParallel([1], 4, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
});
