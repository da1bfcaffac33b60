import { expect, test } from "vitest";
import { inParallel } from "./in-parallel.ts";

test("one rejection rejects all", async () => {
  const run = (item: number) => (item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item));
  await expect(inParallel([1, 2, 3], 2, run)).rejects.toThrow("two");
});

test("never more at once than the limit, and results in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (turns) => {
    most = Math.max(most, (running += 1));
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    running -= 1;
    return turns * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test("nothing to do", async () => {
  expect(await inParallel([], 4, () => Promise.reject(new Error("called")))).toEqual([]);
});
