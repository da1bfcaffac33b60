import { lowerBound, upperBound } from "./optimum.ts";
import type { ExactTotals } from "./optimum.ts";

/** The runs of a sorted list whose neighbours floating point cannot tell apart. */
function indistinguishable(sorted: readonly number[], totals: Float64Array): number[][] {
  const runs: number[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const number of sorted) {
    const total = totals[number] ?? Number.NaN;
    const run = runs.at(-1);
    if (run && lowerBound(total) <= end) run.push(number);
    else runs.push([number]);
    end = Math.max(end, upperBound(total));
  }
  return runs;
}

/** The placements that have a total, in the exact order of totals, equal ones by name. */
export function ranking(
  totals: Float64Array,
  numbers: readonly number[],
  exactTotals: ExactTotals,
): number[] {
  const total = (number: number): number => totals[number] ?? Number.NaN;
  const sorted = numbers
    .filter((number) => !Number.isNaN(total(number)))
    .sort((a, b) => total(a) - total(b) || a - b);
  return indistinguishable(sorted, totals).flatMap((run) =>
    run.length === 1 ? run : run.sort((a, b) => exactTotals.of(a).compare(exactTotals.of(b)) || a - b),
  );
}

/** How many of a ranking pass a test that only the cheapest ones pass. */
export function countPassing(ranked: readonly number[], passes: (number: number) => boolean): number {
  let passing = 0;
  let failing = ranked.length;
  while (passing < failing) {
    const middle = Math.floor((passing + failing) / 2);
    if (passes(ranked[middle] ?? 0)) passing = middle + 1;
    else failing = middle;
  }
  return passing;
}
