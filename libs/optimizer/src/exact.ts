import { Fraction } from "fraction.js";

/** An exact rational number: no amount of money or quantity is ever a floating point number before it is printed. */
export type Exact = Fraction;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/**
 * The rational that a decimal literal means. A double counts as its shortest literal, so 0.7 is 7/10; given a double,
 * the library would look for a near fraction instead. Throws a RangeError for what is no decimal number.
 */
export function exact(value: number | bigint | string): Exact {
  const parts = DECIMAL.exec(String(value));
  if (!parts) throw new RangeError(`not a decimal number: ${value}`);
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  const digits = BigInt(`${sign}${whole}${fraction}`);
  const power = Number(exponent) - fraction.length;
  return power >= 0
    ? new Fraction(digits * 10n ** BigInt(power), 1n)
    : new Fraction(digits, 10n ** BigInt(-power));
}

/** Zero. */
export const ZERO: Exact = exact(0);

/** One. */
export const ONE: Exact = exact(1);

/** Beyond this a denominator is reduced before it grows further. */
const LARGE = 2n ** 256n;

/** The sum of some numbers; reduced to lowest terms at the end, for that is what takes the time. */
export function sumOf(values: Iterable<Exact>): Exact {
  let numerator = 0n;
  let denominator = 1n;
  for (const { s, n, d } of values) {
    if (d === denominator) {
      numerator += s * n;
      continue;
    }
    numerator = numerator * d + s * n * denominator;
    denominator *= d;
    if (denominator > LARGE) {
      const { s: sign, n: whole, d: parts } = new Fraction(numerator, denominator);
      numerator = sign * whole;
      denominator = parts;
    }
  }
  return new Fraction(numerator, denominator);
}

/** The product of some numbers; reduced once, at the end. */
export function productOf(values: Iterable<Exact>): Exact {
  let numerator = 1n;
  let denominator = 1n;
  for (const { s, n, d } of values) {
    numerator *= s * n;
    denominator *= d;
  }
  return new Fraction(numerator, denominator);
}

/** The smaller of two numbers. */
export function smaller(a: Exact, b: Exact): Exact {
  return a.compare(b) <= 0 ? a : b;
}

/** The larger of two numbers. */
export function larger(a: Exact, b: Exact): Exact {
  return a.compare(b) >= 0 ? a : b;
}

/** The nearest number with so many decimal places, halves away from zero: how money is rounded, once, when it is shown. */
export function rounded(value: Exact, places: number): Exact {
  const scale = 10n ** BigInt(places);
  const doubled = value.n * scale * 2n;
  const units = (doubled + value.d) / (value.d * 2n);
  return new Fraction(value.s * units, scale);
}

const MAX_BITS = 1000;

const bitsOf = (value: bigint): number => value.toString(16).length * 4;

/** The double whose shortest literal is the number, where there is one: for prices that are written into a file. */
export function nearestDouble(value: Exact): number {
  const places = 20 + bitsOf(value.d);
  return Number(`${rounded(value, places).mul(10n ** BigInt(places)).n * value.s}e-${places}`);
}

/** The double nearest to a number, give or take two units in its last place; also where numerator and denominator exceed doubles. */
export function doubleOf(value: Exact): number {
  const direct = Number(value.n) / Number(value.d);
  if (Number.isFinite(direct)) return Number(value.s) * direct;
  const shift = BigInt(Math.max(0, Math.max(bitsOf(value.n), bitsOf(value.d)) - MAX_BITS));
  return Number(value.s) * (Number(value.n >> shift) / Number(value.d >> shift));
}
