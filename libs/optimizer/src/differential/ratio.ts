/** A fraction of whole numbers, never reduced: brute forces decide steps with it where doubles would decide them wrongly. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

const PLACES = 9;

/** The fraction that a decimal of at most nine places means. Throws a RangeError for any other number. */
export function ratio(decimal: number): Ratio {
  const digits = decimal.toFixed(PLACES);
  if (Number(digits) !== decimal) throw new RangeError(`${decimal} has more than ${PLACES} places`);
  return { over: BigInt(digits.replace(".", "")), under: 10n ** BigInt(PLACES) };
}

/** The product of some fractions. */
export const product = (...of: readonly Ratio[]): Ratio =>
  of.reduce((a, b) => ({ over: a.over * b.over, under: a.under * b.under }));

/** The sum of two fractions. */
export const sum = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});

/** One fraction divided by another, which must be above zero. */
export const quotient = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over * b.under,
  under: a.under * b.over,
});

/** The smallest whole number that is not below a fraction that is not below zero. */
export const ceilingOf = ({ over, under }: Ratio): number => Number((over + under - 1n) / under);
