import type { Random } from "./random.ts";

/** How many devices send, and every how many minutes. */
export interface Rate {
  readonly devices: number;
  readonly interval: number;
}

/** An interval in minutes: usual ones, some that doubles cannot hold, and any up to `longest`. */
export function randomInterval(random: Random, longest: number): number {
  return random.pick([0.1, 0.5, 0.7, 1, 2, 30, random.magnitude(0.02, longest), random.magnitude(0.02, 50)]);
}

/** Any rate; three of ten are near a number at which something ends. */
export function randomRate(random: Random, atLimit: (random: Random) => Rate, longest: number): Rate {
  if (random.chance(0.3)) return atLimit(random);
  return {
    devices: Math.round(random.magnitude(1, random.chance(0.1) ? 1e8 : 1e5)),
    interval: randomInterval(random, longest),
  };
}
