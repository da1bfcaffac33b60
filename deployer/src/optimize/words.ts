import { SLOTS } from "@twin2multicloud/model";
import type { PriceRow } from "@twin2multicloud/model";
import { listed } from "@twin2multicloud/optimizer";
import type {
  BreakEven,
  ConstraintCost,
  LayerCost,
  PricesUsed,
  Sensitivity,
} from "@twin2multicloud/optimizer";
import { money, quantity } from "./amounts.ts";
import { cloudsOf } from "./names.ts";

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
    ([way, slots]) => `${listed(slots, "and")} ${slots.length > 1 ? "move" : "moves"} ${way}`,
  );
  return moves.join(", ") || "nothing moves";
}

/** Words for units of which there can be several; symbols such as KiB stay as they are. */
const COUNTABLE: readonly string[] = ["minute", "hour", "day", "month", "device"];

function inUnit(value: number, unit: string): string {
  return `${quantity(value)} ${unit}${value !== 1 && COUNTABLE.includes(unit) ? "s" : ""}`;
}

const TURNED: Readonly<Record<BreakEven["turned"], (amount: string) => string>> = {
  devices: (amount) => amount,
  interval: (amount) => `a sending interval of ${amount}`,
  size: (amount) => `messages of ${amount}`,
  hot: (amount) => `${amount} in hot storage`,
  cold: (amount) => `${amount} in cold storage`,
  archive: (amount) => `${amount} in the archive`,
};

/** A break-even point in words: `from 4,213 devices on, l3-hot moves from gcp to azure`. */
export function breakEvenWords({ turned, unit, at, value, from, to }: BreakEven): string {
  const start = TURNED[turned](turned === "devices" ? inUnit(value, "device") : inUnit(value, unit));
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
  return `${cloud}, ${region}: as of ${as_of.slice(0, 10)} (${inUnit(Math.floor(age_days), "day")} old)`;
}

/** The bands of a price in words: `9 up to 10; 5`. */
export function bandWords({ tiers }: PriceRow): string {
  return tiers
    .map(({ up_to, price }) => (up_to === null ? String(price) : `${price} up to ${quantity(up_to)}`))
    .join("; ");
}

/** What of a price is free, in words. */
export function freeWords({ free }: PriceRow): string {
  return free ? `${quantity(free.quantity)} free per ${free.scope}` : "";
}

/** Why a cloud cannot take a slot, in words; undefined when it can. */
export function exclusionWords({ supported, code, reason }: LayerCost): string | undefined {
  if (supported) return undefined;
  return [code, reason].filter((part) => part !== undefined).join(": ") || "not supported";
}
