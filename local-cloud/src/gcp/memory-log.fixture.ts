import type { DurableLog } from "../storage/durable-log.ts";

/** A log in memory; what was appended can be opened again as if the process had been killed. */
export interface MemoryLog<Entry> extends DurableLog<Entry> {
  readonly written: readonly Entry[];
  /** Makes the next appends fail, as a full disk does. */
  fail(failing: boolean): void;
  /** Holds appends back until it is called with false. */
  hold(holding: boolean): void;
  reopened(): MemoryLog<Entry>;
}

/** A log that holds these entries. */
export function createMemoryLog<Entry>(entries: readonly Entry[] = [], size = 0): MemoryLog<Entry> {
  let written = [...entries];
  let failing = false;
  let held: (() => void)[] | undefined;
  let bytes = size;
  return {
    entries,
    get written() {
      return written;
    },
    get size() {
      return bytes;
    },
    async append(entry) {
      if (held) await new Promise<void>((resolve) => held?.push(resolve));
      if (failing) throw new Error("the disk is full");
      await Promise.resolve();
      written.push(entry);
      bytes += JSON.stringify(entry).length;
    },
    rewrite(replacement) {
      written = [...replacement];
      bytes = JSON.stringify(written).length;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
    fail(next) {
      failing = next;
    },
    hold(holding) {
      const waiting = held ?? [];
      held = holding ? [] : undefined;
      for (const resolve of waiting) resolve();
    },
    reopened: () => createMemoryLog(written, bytes),
  };
}
