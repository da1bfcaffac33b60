import type { DurableLog } from "../../storage/durable-log.ts";

/** State in memory that never knows more than the disk: an entry is applied only after it is durable. */
export interface Journal<Entry> {
  /** Resolves when the entry is durable and applied. */
  record(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

/** How state and log belong together. */
export interface JournalOptions<Entry> {
  readonly log: DurableLog<Entry>;
  /** Changes the state; must bear an entry that was applied before. */
  apply(entry: Entry): void;
  /** Entries that make the present state from nothing. */
  snapshot(): Iterable<Entry>;
}

const COMPACT_BYTES = 32 * 1024 * 1024;

/** Replays the log into the state, and compacts it whenever it has grown to three times what it held after the last time. */
export async function openJournal<Entry>(options: JournalOptions<Entry>): Promise<Journal<Entry>> {
  const { log, apply, snapshot } = options;
  for await (const entry of log.entries) apply(entry);
  const inFlight = new Set<Promise<void>>();
  const state: { compaction?: Promise<void> | undefined } = {};
  let limit = Math.max(COMPACT_BYTES, log.size);

  // The snapshot is taken while nothing is on its way to the disk, or it would miss what is durable but not applied yet.
  const compact = async (): Promise<void> => {
    await Promise.allSettled(inFlight);
    await log.rewrite(snapshot());
    limit = Math.max(COMPACT_BYTES, 3 * log.size);
  };

  const append = async (entry: Entry): Promise<void> => {
    await log.append(entry);
    apply(entry);
  };

  return {
    async record(entry) {
      while (state.compaction) await state.compaction;
      if (log.size > limit) {
        state.compaction = compact().finally(() => (state.compaction = undefined));
        await state.compaction;
      }
      const written = append(entry);
      inFlight.add(written);
      await written.finally(() => inFlight.delete(written));
    },
    async close() {
      await Promise.allSettled(inFlight);
      await log.close();
    },
  };
}
