/** One line that a function wrote. */
export interface FunctionLine {
  readonly functionName: string;
  readonly line: string;
}

/** Keeps the last lines of each function and counts its structured lines. */
export interface FunctionLog {
  /** Takes one line that a function wrote. */
  write(functionName: string, line: string): void;
  /** Sums of `count` (1 where absent) of a function's JSON lines, by their `event`. */
  counters(functionName: string): Readonly<Record<string, number>>;
  /** The last lines, oldest first; of one function or of all. */
  tail(lines: number, functionName?: string): readonly FunctionLine[];
  /** Forgets a function that was deleted. */
  forget(functionName: string): void;
}
