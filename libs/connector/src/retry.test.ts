import { manualClock } from "@twin2multicloud/memory";
import { expect, test } from "vitest";
import { RETRY_BUDGET_MILLISECONDS, RetryableFailure, withRetry } from "./retry.ts";

function failing(times: number, failure: () => Error = () => new RetryableFailure("down")) {
  let attempts = 0;
  const attempt = () => {
    attempts += 1;
    return attempts <= times ? Promise.reject(failure()) : Promise.resolve("done");
  };
  return { attempt, attempts: () => attempts };
}

test("steady failure is tried four times, after 1, 2 and 4 seconds, and then thrown", async () => {
  const clock = manualClock();
  const { attempt, attempts } = failing(99);
  await expect(withRetry(attempt, { clock, random: () => 0 })).rejects.toThrow("down");
  expect(attempts()).toBe(4);
  expect(clock.sleeps).toEqual([1000, 2000, 4000]);
});

test("a failure that no retry can mend is thrown at once", async () => {
  const clock = manualClock();
  const { attempt, attempts } = failing(99, () => new Error("broken"));
  await expect(withRetry(attempt, { clock, random: () => 0 })).rejects.toThrow("broken");
  expect([attempts(), clock.sleeps]).toEqual([1, []]);
});

test("jitter lengthens a wait by up to a quarter", async () => {
  const clock = manualClock();
  await withRetry(failing(1).attempt, { clock, random: () => 1 });
  expect(clock.sleeps).toEqual([1250]);
});

test("the other side's Retry-After is honoured when it is longer", async () => {
  const clock = manualClock();
  const { attempt } = failing(1, () => new RetryableFailure("busy", { retryAfter: 9000 }));
  expect(await withRetry(attempt, { clock, random: () => 0 })).toBe("done");
  expect(clock.sleeps).toEqual([9000]);
});

test("a wait that leaves no time for another attempt is not begun", async () => {
  const clock = manualClock();
  const { attempt, attempts } = failing(99, () => new RetryableFailure("busy", { retryAfter: 60_000 }));
  await expect(withRetry(attempt, { clock, random: () => 0 })).rejects.toThrow("busy");
  expect([attempts(), clock.sleeps]).toEqual([1, []]);
});

test("slow attempts use up the budget too", async () => {
  const clock = manualClock();
  let attempts = 0;
  const attempt = () => {
    attempts += 1;
    clock.advance(RETRY_BUDGET_MILLISECONDS / 2);
    return Promise.reject(new RetryableFailure("slow"));
  };
  await expect(withRetry(attempt, { clock, random: () => 0 })).rejects.toThrow("slow");
  expect(attempts).toBe(2);
});
