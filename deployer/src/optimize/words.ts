import { SLOTS } from "@twin2multicloud/model";
import type { BreakEven, ConstraintCost, PricesUsed, Sensitivity } from "@twin2multicloud/optimizer";
import { money, quantity } from "./amounts.ts";
import { cloudsOf } from "./names.ts";

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What moves from one placement to another: `l1 and l2 move from aws to gcp, l4 moves from gcp to azure`. */
export function moveWords(from: string, to: string): string {
  const [before, after] = [cloudsOf(from), cloudsOf(to)];
  const moved = new Map<string, string[]>();
  for (const [index, slot] of SLOTS.entries()) {
    if (before[index] === after[index]) continue;
    const way = `from ${before[index]} to ${after[index]}`;
    moved.set(way, [...(moved.get(way) ?? []), slot]);
  }
  const moves = [...moved].map(
    ([way, slots]) => `${listed(slots)} ${slots.length > 1 ? "move" : "moves"} ${way}`,
  );
  return moves.join(", ") || "nothing moves";
}

const TURNED: Readonly<Record<BreakEven["turned"], (value: string, unit: string) => string>> = {
  devices: (value) => `${value} devices`,
  interval: (value, unit) => `a sending interval of ${value} ${unit}`,
  size: (value, unit) => `messages of ${value} ${unit}`,
  hot: (value, unit) => `${value} ${unit} in hot storage`,
  cold: (value, unit) => `${value} ${unit} in cold storage`,
  archive: (value, unit) => `${value} ${unit} in the archive`,
};

/** A break-even point in words: `from 4,213 devices on, l3-hot moves from gcp to azure`. */
export function breakEvenWords({ turned, unit, at, value, from, to }: BreakEven): string {
  const start = TURNED[turned](quantity(value), unit);
  return `from ${start} on (the scenario: ${quantity(at)}), ${moveWords(from, to)}`;
}

/** What a constraint costs, and what the placement `winner` would change without it, in words. */
export function constraintWords({ constraint, costs, without }: ConstraintCost, winner: string): string {
  if (costs === null) return `${constraint}: nothing is admissible without it either`;
  if (costs === 0 || without === null || without === winner)
    return `${constraint} costs ${money(costs)} a month`;
  return `${constraint} costs ${money(costs)} a month; without it ${moveWords(winner, without)}`;
}

/** At which price the winner changes, in words. */
export function turningWords({ turningFactor, winnerThen }: Sensitivity, winner: string): string {
  if (turningFactor === null) return "no change between a tenth and ten times this price";
  const moves = winnerThen === null ? "" : `: ${moveWords(winner, winnerThen)}`;
  return `at ${quantity(turningFactor)} times this price${moves}`;
}

/** Whose prices were used, from when and how old they are. */
export function priceWords(cloud: string, { region, as_of, age_days }: PricesUsed): string {
  return `${cloud} ${region}: prices of ${as_of.slice(0, 10)} (${quantity(Math.floor(age_days))} days old)`;
}
