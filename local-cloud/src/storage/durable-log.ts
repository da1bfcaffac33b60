/** An append-only log of JSON entries; what `append` acknowledged survives a killed process. */
export interface DurableLog<Entry> {
  /** Every entry that was there when the log was opened, in order. */
  readonly entries: AsyncIterable<Entry> | Iterable<Entry>;
  /** Resolves when the entry is synced to disk; concurrent appends share one sync. */
  append(entry: Entry): Promise<void>;
  /**
   * Replaces the log by these entries, atomically, for compaction. The entries are taken before this call returns; appends that
   * are not acknowledged yet stay behind them, so replaying an entry twice must do no harm.
   */
  rewrite(entries: Iterable<Entry>): Promise<void>;
  /** Bytes on disk, so that owners know when to compact. */
  readonly size: number;
  close(): Promise<void>;
}
