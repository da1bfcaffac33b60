import type { Clock } from "../clock.ts";
import { failed } from "./invocation.ts";
import type { FunctionError, Outcome } from "./invocation.ts";
import type { Instance } from "./instance.ts";

/** Hooks that the pool gives to each instance that it starts. */
export interface InstanceHooks {
  readonly onReady: () => void;
  readonly onEnd: (reason?: FunctionError) => void;
}

/** The instances of one version of a function. */
export interface InstancePool {
  /** Runs an invocation on a free instance, on a new one, or on the first that becomes free. Never rejects. */
  invoke(event: string): Promise<Outcome>;
  /** Finishes what was begun or is waiting, then ends all instances; new invocations are not welcome any more. */
  retire(): Promise<void>;
  /** Ends all instances at once. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly event: string;
  readonly settle: (outcome: Outcome) => void;
}

/** What a pool is made from. */
export interface PoolOptions {
  readonly start: (hooks: InstanceHooks) => Instance;
  /** The most instances at a time. */
  readonly limit: number;
  readonly clock: Clock;
}

// AWS ends idle instances after some minutes, too; which ones and when, it does not say.
const IDLE_MS = 5 * 60_000;

/** Makes a pool that starts at most `limit` instances, each when it is needed. */
export function createInstancePool({ start, limit, clock }: PoolOptions): InstancePool {
  const instances = new Set<Instance>();
  const idle: { readonly instance: Instance; readonly keep: () => void }[] = [];
  const waiting: Waiting[] = [];
  let starting = 0;
  let running = 0;
  let whenQuiet: (() => void) | undefined;

  const run = (instance: Instance, { event, settle }: Waiting): void => {
    running += 1;
    void instance.invoke(event).then((outcome) => {
      running -= 1;
      settle(outcome);
      if (running === 0 && waiting.length === 0) whenQuiet?.();
    });
  };
  const launch = (): void => {
    starting += 1;
    let ready = false;
    const instance = start({
      onReady() {
        if (!ready) starting -= 1;
        ready = true;
        const next = waiting.shift();
        if (next) run(instance, next);
        else idle.push({ instance, keep: clock.after(IDLE_MS, () => void instance.stop()) });
      },
      onEnd(reason) {
        if (!ready) starting -= 1;
        instances.delete(instance);
        const index = idle.findIndex((one) => one.instance === instance);
        if (index >= 0) idle.splice(index, 1)[0]?.keep();
        if (reason) waiting.shift()?.settle({ ok: false, error: reason });
        startAsNeeded();
        if (running === 0 && waiting.length === 0) whenQuiet?.();
      },
    });
    instances.add(instance);
  };
  const startAsNeeded = (): void => {
    while (waiting.length > starting && instances.size < limit) launch();
  };
  const stop = async (): Promise<void> => {
    for (const { settle } of waiting.splice(0))
      settle(failed("Runtime.ExitError", "The function was deleted"));
    await Promise.all([...instances].map((instance) => instance.stop()));
  };

  return {
    invoke: (event) =>
      new Promise((settle) => {
        const free = idle.pop();
        free?.keep();
        if (free) return run(free.instance, { event, settle });
        waiting.push({ event, settle });
        return startAsNeeded();
      }),
    async retire() {
      if (running > 0 || waiting.length > 0) await new Promise<void>((resolve) => (whenQuiet = resolve));
      await stop();
    },
    stop,
  };
}
