/** One item of a batch that was not dealt with; the platform must hand it out again. */
export interface BatchFailure {
  readonly index: number;
  readonly error: unknown;
}

/** The outcome of a batch: every item whose index is not listed is durable one hop further. */
export interface BatchResult {
  readonly failures: readonly BatchFailure[];
}

/** The outcome of a batch in which nothing failed. */
export const ALL_DONE: BatchResult = { failures: [] };
