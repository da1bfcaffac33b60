import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryLog } from "../memory-log.fixture.ts";
import { openQueueStore } from "../storage/queue-store.ts";
import type { QueueStore } from "../storage/queue-store.ts";
import type { Outcome, TypedData } from "./protocol.ts";
import { startQueueListener } from "./queue-listener.ts";
import type { QueueListener, QueueListenerOptions } from "./queue-listener.ts";

const Q = "account/hop";
const SETTINGS = {
  batchSize: 4,
  newBatchThreshold: 2,
  visibilityTimeoutMs: 30_000,
  maxDequeueCount: 3,
  maxPollingIntervalMs: 1000,
  base64: true,
};

let store: QueueStore;
let listener: QueueListener | undefined;
let reports: string[];

beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  reports = [];
  store = await openQueueStore({ log: memoryLog(), now: Date.now });
  await store.create(Q, {});
});

afterEach(async () => {
  await listener?.stop();
  listener = undefined;
  vi.useRealTimers();
});

function listen(run: (text: string) => Promise<Outcome>, options: Partial<QueueListenerOptions> = {}): void {
  listener = startQueueListener({
    store,
    queue: Q,
    settings: SETTINGS,
    functionTimeoutMs: 60_000,
    obstacle: () => undefined,
    poisonObstacle: () => undefined,
    run: (input: TypedData) => run(input.string ?? ""),
    report: (problem) => void reports.push(problem),
    now: Date.now,
    ...options,
  });
}

const put = (text: string): Promise<unknown> => store.put(Q, { text: Buffer.from(text).toString("base64") });
const OK: Outcome = { ok: true };
const FAILED: Outcome = { ok: false, error: "no" };

describe("a message", () => {
  test("that fails is tried again after the pause, and after the last try stands in the poison queue as it came", async () => {
    const tries: number[] = [];
    listen(() => {
      tries.push(Date.now());
      return Promise.resolve(FAILED);
    });
    await put("größer");
    await vi.advanceTimersByTimeAsync(29_000);
    expect(tries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tries).toHaveLength(3);
    expect([store.length(Q), store.length(`${Q}-poison`)]).toEqual([0, 1]);
    expect(store.peek(`${Q}-poison`, 1)[0]?.text).toBe(Buffer.from("größer").toString("base64"));
    expect(reports.join()).toContain("failed 3 times");
  });

  test("is deleted after success only, and comes at once", async () => {
    const held = Promise.withResolvers<Outcome>();
    const seen: string[] = [];
    listen((text) => {
      seen.push(text);
      return held.promise;
    });
    await put("a");
    await vi.advanceTimersByTimeAsync(0);
    expect([seen, store.length(Q)]).toEqual([["a"], 1]);
    held.resolve(OK);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.length(Q)).toBe(0);
  });

  test("that cannot be moved to the poison queue stays", async () => {
    listen(() => Promise.resolve(FAILED), { poisonObstacle: () => "403 AuthorizationPermissionMismatch" });
    await put("a");
    await vi.advanceTimersByTimeAsync(200_000);
    expect(store.length(Q)).toBe(1);
    expect(reports.join()).toContain("403");
  });
});

describe("the host", () => {
  test("takes no more than a batch and the threshold at once", async () => {
    let atWork = 0;
    let most = 0;
    listen(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 10));
      atWork -= 1;
      return OK;
    });
    await Promise.all(Array.from({ length: 40 }, (_, n) => put(String(n))));
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.length(Q)).toBe(0);
    expect(most).toBeLessThanOrEqual(SETTINGS.batchSize + SETTINGS.newBatchThreshold);
    expect(most).toBeGreaterThan(1);
  });

  test("says once why it may not read, and reads when it may", async () => {
    let problem: string | undefined = "403 AuthorizationPermissionMismatch";
    const seen: string[] = [];
    listen(
      (text) => {
        seen.push(text);
        return Promise.resolve(OK);
      },
      { obstacle: () => problem },
    );
    await put("a");
    await vi.advanceTimersByTimeAsync(10_000);
    expect([seen, reports]).toEqual([[], [`queue ${Q}: 403 AuthorizationPermissionMismatch`]]);
    problem = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toEqual(["a"]);
  });

  test("waits for a queue that does not exist yet", async () => {
    listen(() => Promise.resolve(OK), { queue: "account/later" });
    await vi.advanceTimersByTimeAsync(5000);
    expect(reports[0]).toContain("QueueNotFound");
    await store.create("account/later", {});
    await store.put("account/later", { text: "" });
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.length("account/later")).toBe(0);
  });

  test("stops only when what is at work is done", async () => {
    const held = Promise.withResolvers<Outcome>();
    listen(() => held.promise);
    await put("a");
    await vi.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = listener?.stop().then(() => (stopped = true));
    await put("b");
    await vi.advanceTimersByTimeAsync(1000);
    expect(stopped).toBe(false);
    held.resolve(OK);
    await stopping;
    expect(store.length(Q)).toBe(1);
  });
});
