import type { BreakEven } from "@twin2multicloud/optimizer";
import { breakEvenWords } from "../words.ts";

type Turned = BreakEven["turned"];

const NAMES: Readonly<Record<Turned, string>> = {
  devices: "devices",
  interval: "interval",
  size: "message size",
  hot: "hot storage",
  cold: "cold storage",
  archive: "archive",
};

/** The last change up to the scenario's own value and the first one above it. */
function nearest(changes: readonly BreakEven[]): BreakEven[] {
  const inOrder = [...changes].sort((one, other) => one.value - other.value);
  const below = inOrder.findLast(({ at, value }) => value <= at);
  const above = inOrder.find(({ at, value }) => value > at);
  return [below, above].filter((change) => change !== undefined);
}

function moreLine(counts: ReadonlyMap<Turned, number>): string[] {
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([turned, count]) => `${count} of ${NAMES[turned]}`);
  if (parts.length === 0) return [];
  return [`farther away: ${parts.join(", ")}; --json and --report list them all`];
}

/** For every number that was turned the changes of the winner nearest to the scenario, and how many more there are. */
export function breakEvenLines(changes: readonly BreakEven[]): string[] {
  const byTurned = Map.groupBy(changes, ({ turned }) => turned);
  const shown = new Map([...byTurned].map(([turned, all]) => [turned, nearest(all)]));
  const left = new Map(
    [...byTurned].map(([turned, all]) => [turned, all.length - (shown.get(turned)?.length ?? 0)]),
  );
  return [...[...shown.values()].flat().map(breakEvenWords), ...moreLine(left)];
}
