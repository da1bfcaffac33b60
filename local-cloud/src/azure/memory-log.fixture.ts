import type { DurableLog } from "../storage/durable-log.ts";

/** A log in memory whose disk a test controls. */
export interface MemoryLog<Entry> extends DurableLog<Entry> {
  /** What is "on disk" now. */
  readonly kept: readonly Entry[];
  /** While set, appends fail with it. */
  failure: Error | undefined;
  /** Bytes that the log pretends to hold. */
  size: number;
}

/** Makes a log that holds some entries already. */
export function memoryLog<Entry>(entries: readonly Entry[] = []): MemoryLog<Entry> {
  let kept = [...entries];
  return {
    entries: [...entries],
    get kept() {
      return kept;
    },
    failure: undefined,
    size: 0,
    async append(entry) {
      await Promise.resolve();
      if (this.failure) throw this.failure;
      kept.push(JSON.parse(JSON.stringify(entry)));
    },
    async rewrite(next) {
      const lines = [...next];
      await Promise.resolve();
      kept = lines;
      this.size = 0;
    },
    close: () => Promise.resolve(),
  };
}
