import { beforeEach, describe, expect, test } from "vitest";
import { createManualClock } from "../manual-clock.fixture.ts";
import type { ManualClock } from "../manual-clock.fixture.ts";
import { createInstancePool } from "./instance-pool.ts";
import type { InstanceHooks, InstancePool } from "./instance-pool.ts";
import type { Instance } from "./instance.ts";
import type { Outcome } from "./invocation.ts";

interface FakeInstance extends InstanceHooks {
  readonly events: string[];
  finish(payload: string): void;
  stopped: boolean;
}

let started: FakeInstance[];
let clock: ManualClock;
let pool: InstancePool;

const ok = (payload: string): Outcome => ({ ok: true, payload });
const settled = (): Promise<void> => new Promise(setImmediate);

beforeEach(() => {
  started = [];
  clock = createManualClock();
  const start = (hooks: InstanceHooks): Instance => {
    let settle: (outcome: Outcome) => void = () => undefined;
    const fake: FakeInstance = {
      ...hooks,
      events: [],
      finish: (payload) => settle(ok(payload)),
      stopped: false,
    };
    started.push(fake);
    return {
      invoke(event) {
        fake.events.push(event);
        return new Promise((resolve) => (settle = resolve));
      },
      async stop() {
        fake.stopped = true;
        fake.onEnd();
      },
    };
  };
  pool = createInstancePool({ start, limit: 2, clock });
});

describe("instances", () => {
  test("start when they are needed, up to the limit, and are used again", async () => {
    expect(started).toHaveLength(0);
    const outcomes = ["a", "b", "c"].map((event) => pool.invoke(event));
    expect(started).toHaveLength(2);
    started.forEach(({ onReady }) => onReady());
    expect(started.map(({ events }) => events)).toEqual([["a"], ["b"]]);
    started[0]?.finish("done a");
    started[0]?.onReady();
    expect(started[0]?.events).toEqual(["a", "c"]);
    started[0]?.finish("done c");
    started[1]?.finish("done b");
    expect(await Promise.all(outcomes)).toEqual([ok("done a"), ok("done b"), ok("done c")]);
  });

  test("an idle instance is preferred to a new one", async () => {
    const first = pool.invoke("a");
    started[0]?.onReady();
    started[0]?.finish("done");
    await first;
    started[0]?.onReady();
    void pool.invoke("b");
    expect(started.map(({ events }) => events)).toEqual([["a", "b"]]);
  });

  test("one that cannot start fails one invocation, and the next one gets a new instance", async () => {
    const reason = { errorType: "Runtime.ImportModuleError", errorMessage: "no handler" };
    const [first] = [pool.invoke("a"), pool.invoke("b")];
    started[0]?.onEnd(reason);
    expect(await first).toEqual({ ok: false, error: reason });
    started[1]?.onReady();
    expect(started[1]?.events).toEqual(["b"]);
  });

  test("one that nobody needs for five minutes ends; one that is used does not", async () => {
    const first = pool.invoke("a");
    started[0]?.onReady();
    started[0]?.finish("done");
    await first;
    started[0]?.onReady();
    clock.advance(299_000);
    const second = pool.invoke("b");
    clock.advance(60_000);
    expect(started[0]?.stopped).toBe(false);
    started[0]?.finish("done");
    await second;
    started[0]?.onReady();
    clock.advance(300_000);
    expect(started[0]?.stopped).toBe(true);
    void pool.invoke("c");
    expect(started).toHaveLength(2);
  });

  test("one that died while idle is replaced", async () => {
    const first = pool.invoke("a");
    started[0]?.onReady();
    started[0]?.finish("done");
    await first;
    started[0]?.onReady();
    started[0]?.onEnd();
    void pool.invoke("b");
    started[1]?.onReady();
    expect(started[1]?.events).toEqual(["b"]);
  });
});

describe("the end", () => {
  test("a retired pool finishes what runs and what waits, then ends its instances", async () => {
    const outcomes = ["a", "b", "c"].map((event) => pool.invoke(event));
    started.forEach(({ onReady }) => onReady());
    let retired = false;
    const retiring = pool.retire().then(() => (retired = true));
    started.forEach((instance) => {
      instance.finish("done");
      instance.onReady();
    });
    await settled();
    expect([retired, started.map(({ stopped }) => stopped)]).toEqual([false, [false, false]]);
    started[0]?.finish("done");
    await retiring;
    expect([await Promise.all(outcomes), started.every(({ stopped }) => stopped)]).toEqual([
      [ok("done"), ok("done"), ok("done")],
      true,
    ]);
  });

  test("a stopped pool fails what waits", async () => {
    const outcomes = ["a", "b", "c"].map((event) => pool.invoke(event));
    started.forEach(({ onReady }) => onReady());
    await pool.stop();
    expect(await outcomes[2]).toMatchObject({ ok: false });
  });
});
