import type { PriceRow } from "@twin2multicloud/model";
import type { Exact } from "../exact.ts";

/** Where a number comes from: a given input, or a formula with the numbers and prices that it read. */
export interface Explanation {
  readonly name: string;
  readonly value: Exact;
  readonly unit: string;
  readonly about: string;
  /** Absent for inputs. */
  readonly formula?: { readonly text: string; readonly source: string };
  readonly reads: readonly Explanation[];
  readonly prices: readonly PriceRow[];
}
