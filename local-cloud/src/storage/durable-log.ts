/** An append-only log of JSON entries; what `append` acknowledged survives a killed process. */
export interface DurableLog<Entry> {
  /** Every entry that was there when the log was opened, in order. */
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
  /** Resolves when the entry is synced to disk; concurrent appends share one sync. */
  append(entry: Entry): Promise<void>;
  /** Replaces the whole log by these entries, atomically: for compaction. */
  rewrite(entries: Iterable<Entry>): Promise<void>;
  /** Bytes on disk, so that owners know when to compact. */
  readonly size: number;
  close(): Promise<void>;
}
