/** One measured figure: what it is, its value and unit, and the target it is held against where there is one. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
}

/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Prints figures as a table for people on stderr and as JSON for machines on stdout. */
export function printFigures(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, target } of figures) {
    const number = value.toFixed(value < 100 ? 1 : 0).padStart(9);
    console.error(
      `${name.padEnd(width)} ${number} ${unit.padEnd(6)}${target === undefined ? "" : ` target ${target}`}`,
    );
  }
  console.log(JSON.stringify({ figures }, null, 2));
}
