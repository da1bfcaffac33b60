import type { PredecessorScenario, PriceRow } from "@twin2multicloud/model";
import { PATHS, priceListOf } from "../brute-force.ts";
import type { BruteForce, Path, PriceList } from "../brute-force.ts";
import { runs, runtimesOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { slotsOf, volumesOf } from "./slots.ts";
import type { Costs, Volumes } from "./slots.ts";

const AWS = 0;
const AZURE = 1;
const GCP = 2;

const MOVER_SECONDS = 5;
const MOVER_MEMORY = [512 / 1024, 128 / 1024, 512 / 1024] as const;

/** The six edges: positions in a path, bytes a month and calls of the glue. */
function edgesOf({ messages, size, queries, responseSize }: Volumes) {
  const telemetry = messages * size * 1024;
  const answers = queries * responseSize * 1024;
  return [
    { from: 0, to: 1, bytes: telemetry, calls: messages },
    { from: 1, to: 2, bytes: telemetry, calls: messages },
    { from: 2, to: 3, bytes: telemetry, calls: 30 },
    { from: 3, to: 4, bytes: telemetry, calls: 4 },
    { from: 2, to: 5, bytes: answers, calls: queries },
    { from: 5, to: 6, bytes: answers, calls: queries },
  ] as const;
}

const EGRESS = [
  { meter: "aws.egress", unit: 1e9 },
  { meter: "azure.egress", unit: 1e9 },
  { meter: "gcp.egress", unit: 1024 ** 3 },
] as const;

function movers(of: readonly [Runtime, Runtime, Runtime], { price }: PriceList): readonly [Costs, Costs] {
  const cost = (times: number): Costs => [
    runs(of[AWS], times, MOVER_SECONDS, MOVER_MEMORY[AWS]),
    runs(of[AZURE], times, MOVER_SECONDS, MOVER_MEMORY[AZURE]),
    runs(of[GCP], times, MOVER_SECONDS, MOVER_MEMORY[GCP]) + price("gcp.scheduler.job"),
  ];
  return [cost(30), cost(4)];
}

/** The predecessor's calculation in doubles, written from notes about it; see docs for the formulas' sources. */
export function predecessorByHand(rows: readonly PriceRow[]): BruteForce<PredecessorScenario> {
  const list = priceListOf(rows);
  const runtimes = runtimesOf(list);
  const [toCold, toArchive] = movers(runtimes, list);
  const egress = EGRESS.map(({ meter, unit }) => ({ price: list.banded(meter), unit }));
  const transferred = (path: Path, edges: ReturnType<typeof edgesOf>): number => {
    const bytes = [0, 0, 0];
    const calls = [0, 0, 0];
    for (const edge of edges) {
      const from = path[edge.from];
      const to = path[edge.to];
      if (from === to) continue;
      bytes[from] = (bytes[from] ?? 0) + edge.bytes;
      calls[to] = (calls[to] ?? 0) + edge.calls;
    }
    let cost = 0;
    for (const [cloud, { price, unit }] of egress.entries()) cost += price((bytes[cloud] ?? 0) / unit);
    for (const [cloud, of] of runtimes.entries()) cost += runs(of, calls[cloud] ?? 0);
    return cost;
  };
  return (given) => {
    const slots = slotsOf(given, list);
    const edges = edgesOf(volumesOf(given));
    if (slots[0]?.some((cost) => !Number.isFinite(cost))) return { refusal: "IOT_HUB_CAPACITY_EXCEEDED" };
    const totals = Float64Array.from(PATHS, (path) => {
      let cost = (toCold[path[2]] ?? 0) + (toArchive[path[3]] ?? 0);
      for (const [slot, costs] of slots.entries()) cost += costs[path[slot] ?? 0] ?? Number.NaN;
      return Number.isNaN(cost) ? cost : cost + transferred(path, edges);
    });
    return { totals };
  };
}
