/** One measured figure: what it is, its value and unit, and the target it is held against where there is one. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
}

/** The mean of some samples. */
export const meanOf = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + sample, 0) / samples.length;

/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** How many milliseconds a piece of work takes. */
export function timeOf(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const NAME_WIDTH = 58;

/** Prints figures as rows of a table on stderr, for people. */
export function printTable(figures: readonly Figure[]): void {
  for (const { name, value, unit, target } of figures) {
    const number = value.toFixed(value < 100 && !Number.isInteger(value) ? 2 : 0).padStart(9);
    console.error(
      `${name.padEnd(NAME_WIDTH)} ${number} ${unit.padEnd(9)}${target === undefined ? "" : ` target ${target}`}`,
    );
  }
}

/** Prints figures as JSON on stdout, for machines. */
export function printFigures(figures: readonly Figure[]): void {
  console.log(JSON.stringify({ figures }, null, 2));
}
