import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud, Providers, Slot } from "@twin2multicloud/model";
import type { FixedCharge, MoverId } from "../../model/cost-model.ts";
import { price } from "../../sheet/expression.ts";
import type { Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { functionCost, MOVER_RUN } from "./functions.ts";

const SOURCE = "the predecessor's calculation, moves between tiers";

interface Mover {
  readonly id: MoverId;
  readonly slot: Slot;
  readonly runs: number;
}

/** A mover runs on the cloud of the tier that it empties, every day or every week. */
const MOVER_TABLE: readonly Mover[] = [
  { id: "hot_to_cold", slot: "l3-hot", runs: 30 },
  { id: "cold_to_archive", slot: "l3-cold", runs: 4 },
];

const amountOf = (cloud: Cloud, { id }: Mover, part: string): string =>
  `${cloud}.mover.${id.replaceAll("_", "-")}.${part}`;

function moverCells(cloud: Cloud, mover: Mover): Cell[] {
  const amount = (part: string, cost: Term, about: string): Cell =>
    cell(amountOf(cloud, mover, part), cost, { unit: "USD", about, source: SOURCE });
  const run = amount(
    "function",
    functionCost(cloud, mover.runs, MOVER_RUN),
    `a mover that runs ${mover.runs} times a month`,
  );
  if (cloud !== "gcp") return [run];
  return [run, amount("scheduler", price("gcp.scheduler.job"), "the job that starts a mover")];
}

/** What movers cost on each cloud; only Google Cloud bills their schedule. */
export const MOVER_CELLS: readonly Cell[] = CLOUDS.flatMap((cloud) =>
  MOVER_TABLE.flatMap((mover) => moverCells(cloud, mover)),
);

/** What the movers of a placement cost, also inside one cloud. */
export function moverCharges(placement: Providers): FixedCharge[] {
  return MOVER_TABLE.flatMap((mover) => {
    const cloud = placement[mover.slot];
    const parts = cloud === "gcp" ? ["function", "scheduler"] : ["function"];
    return parts.map((part) => ({
      cloud,
      place: { kind: "mover", mover: mover.id, component: part } as const,
      amount: amountOf(cloud, mover, part),
    }));
  });
}
