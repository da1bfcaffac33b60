/** Random numbers that a seed decides. */
export interface Random {
  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number;
  /** True with a probability. */
  chance(share: number): boolean;
  /** One of some things. */
  pick<T>(of: readonly [T, ...T[]]): T;
  /** A number of four digits, as often small as large. */
  magnitude(least: number, most: number): number;
}

const WORD = 2 ** 32;

/** Spreads neighbouring seeds over all words; an odd number near the golden section of a word (Knuth, TAOCP 3, 6.4). */
const SPREAD = 2_654_435_761;

/** Random numbers by shifts and exclusive ors (Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8, 2003). */
export function randomFrom(seed: number): Random {
  let word = Math.imul(seed + 1, SPREAD) || SPREAD;
  const next = (): number => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return (word >>> 0) / WORD;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  return {
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    pick: (of) => of[Math.floor(next() * of.length)] ?? of[0],
    magnitude: (least, most) => Number((least * (most / least) ** next()).toPrecision(4)),
  };
}
