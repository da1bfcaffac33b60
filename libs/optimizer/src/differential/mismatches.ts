import type { Contestant } from "./contest.ts";

/** Neighbouring seeds of random scenarios. */
export interface Seeds {
  readonly first: number;
  readonly count: number;
}

/** How many of its differences a scenario shows. */
const SHOWN = 3;

/** The scenarios in which a model and its brute force differ, each with its seed and what differs first. */
export function mismatchesOf({ model, contest }: Contestant, { first, count }: Seeds): string[] {
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  return seeds.flatMap((seed) => {
    const found = contest(seed);
    if (found.length === 0) return [];
    return [`${model.name}, seed ${seed}: ${found.slice(0, SHOWN).join("; ")}`];
  });
}
