import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { within } from "./deadline.ts";

const deadline = { milliseconds: 20_000, action: "writing" };

describe("a deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("work that never ends is a timeout that says what was tried", async () => {
    const late = expect(within(deadline, new Promise(() => {}))).rejects.toMatchObject({
      code: "timeout",
      message: "writing failed: no answer within 20000 ms",
    });
    await vi.advanceTimersByTimeAsync(20_000);
    await late;
  });

  test("work that fails in time keeps its own error, and no timer is left", async () => {
    const error = new Error("full");
    await expect(within(deadline, Promise.reject(error))).rejects.toBe(error);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("work that ends in time answers, and no timer is left", async () => {
    expect(await within(deadline, Promise.resolve("done"))).toBe("done");
    expect(vi.getTimerCount()).toBe(0);
  });
});
