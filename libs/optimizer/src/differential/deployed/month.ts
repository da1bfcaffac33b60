import type { Cloud, DeployedScenario, Slot } from "@twin2multicloud/model";
import type { PriceList } from "../brute-force.ts";
import type { Line } from "./runtime.ts";
import type { Volumes } from "./volumes.ts";

/** The switches as they take effect: nothing follows events that are not looked for. */
export interface Effects {
  readonly scene: boolean;
  readonly events: boolean;
  readonly feedback: boolean;
  readonly workflow: boolean;
}

/** What lines are worked out from. */
export interface Month {
  readonly given: DeployedScenario;
  readonly v: Volumes;
  readonly effects: Effects;
  readonly list: PriceList;
}

/** Whole blocks that a size fills. */
export const blocks = (size: number, block: number): number => Math.ceil(size / block);

/** What stands in a slot besides functions: by slot, then by cloud. */
export type SlotLines = Readonly<Record<Slot, Readonly<Record<Cloud, (month: Month) => Line[]>>>>;
