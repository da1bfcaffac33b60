import type { Cloud, CountedEvent, FunctionName, Slot } from "@twin2multicloud/model";

/** A function of a twin with the name and id that its cloud knows it by. */
export interface KnownFunction {
  readonly name: FunctionName;
  readonly cloud: Cloud;
  readonly slot: Slot;
  readonly resource: { readonly name: string; readonly id: string };
}

/** What a platform counted of one function since its deploy. */
export interface FunctionCounts {
  readonly invocations: number;
  readonly errors: number;
  readonly last_error?: string;
  /** How many messages the function's log lines speak of, by event. */
  readonly events: Readonly<Partial<Record<CountedEvent, number>>>;
}

/** Whose counts are wanted. */
export interface CountsQuery {
  readonly twin: string;
  readonly functions: readonly KnownFunction[];
  /** What stands under the slots of each cloud, as the stack's outputs tell. */
  readonly foundations: Readonly<Record<string, unknown>>;
  /** The twin's first deploy, in milliseconds since the epoch; nothing was counted before. */
  readonly since: number;
}

/** What a platform counted, by function; what it never heard of is absent. */
export type Counts = ReadonlyMap<FunctionName, FunctionCounts>;

/** Asks a platform how functions are doing; undefined when it does not run. Rejects with a Failure when it refuses to say. */
export type PlatformStatus = (query: CountsQuery) => Promise<Counts | undefined>;

/** What is said of a function that was never called. */
export const NO_COUNTS: FunctionCounts = { invocations: 0, errors: 0, events: {} };
