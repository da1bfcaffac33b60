import { MAX_HOP_ITEMS } from "@twin2multicloud/model";
import type { HotStore, NextHop } from "@twin2multicloud/ports";

interface Waiting<In, Out> {
  readonly items: readonly In[];
  resolve(results: readonly Out[]): void;
  reject(error: unknown): void;
}

/** Two at once keep the other side busy while one answer is on its way; more would only make the batches smaller. */
const MAX_AT_ONCE = 2;

/** Runs calls together: those that come while others are under way share the next run. `run` answers one result per item, in order. */
function gather<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
): (items: readonly In[]) => Promise<readonly Out[]> {
  const waiting: Waiting<In, Out>[] = [];
  let running = 0;

  const takeBatch = (): Waiting<In, Out>[] => {
    const batch = waiting.splice(0, 1);
    let size = batch[0]?.items.length ?? 0;
    while (waiting[0] && size + waiting[0].items.length <= MAX_HOP_ITEMS) {
      size += waiting[0].items.length;
      batch.push(...waiting.splice(0, 1));
    }
    return batch;
  };

  const runBatch = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const results = await run(batch.flatMap(({ items }) => items));
      let start = 0;
      for (const { items, resolve } of batch) resolve(results.slice(start, (start += items.length)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const pump = (): void => {
    while (running < MAX_AT_ONCE && waiting.length > 0) {
      running += 1;
      void runBatch(takeBatch()).finally(() => {
        running -= 1;
        pump();
      });
    }
  };

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      // Requests that arrive together are all queued before the first batch is taken.
      setImmediate(pump);
    });
}

/** The same NextHop with its calls gathered into batches, for platforms that deliver one message at a time. */
export function gatherHop(nextHop: NextHop): NextHop {
  const send = gather(async (items: Parameters<NextHop["send"]>[0]) => {
    const { failures } = await nextHop.send(items);
    const errors = new Map(failures.map(({ index, error }) => [index, error]));
    return items.map((_, index) => (errors.has(index) ? { error: errors.get(index) } : {}));
  });
  return {
    async send(items) {
      const outcomes = await send(items);
      return {
        failures: outcomes.flatMap((outcome, index) =>
          "error" in outcome ? [{ index, error: outcome.error }] : [],
        ),
      };
    },
  };
}

/** The same HotStore with its writes gathered into batches. */
export function gatherStore(hotStore: HotStore): HotStore {
  return { put: gather((records) => hotStore.put(records)), query: (query) => hotStore.query(query) };
}
