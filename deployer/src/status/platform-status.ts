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

/** Asks a platform how functions are doing; undefined when it does not answer. What it never heard of counts as nothing. */
export type PlatformStatus = (
  functions: readonly KnownFunction[],
) => Promise<ReadonlyMap<FunctionName, FunctionCounts> | undefined>;

/** What is said of a function that was never called. */
export const NO_COUNTS: FunctionCounts = { invocations: 0, errors: 0, events: {} };
