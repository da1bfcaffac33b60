import type { Catalogue, Cloud, ModelName, PriceRow, Providers, Slot } from "@twin2multicloud/model";
import type { Exact } from "../exact.ts";
import type { Sheet } from "../sheet/sheet.ts";
import type { Refusal, Scenario, ScenarioReading } from "./scenario.ts";

/**
 * The ways that data takes between slots, in the order in which they share a cloud's egress bands. An edge is named
 * after the slot it feeds: what the persister pushes to l4 belongs to `l3_hot_l4`, what dashboards read to `l4_l5`, what
 * goes back to devices to `l1_l2`. Only `paper-2025` knows `l1_l3_hot`.
 */
export const EDGES = [
  "l1_l2",
  "l1_l3_hot",
  "l2_l3_hot",
  "l3_hot_l3_cold",
  "l3_cold_l3_archive",
  "l3_hot_l4",
  "l4_l5",
] as const;

/** One way that data takes between two slots. */
export type EdgeId = (typeof EDGES)[number];

/** The slots that an edge leads from and to. */
export const EDGE_ENDS: Readonly<Record<EdgeId, readonly [from: Slot, to: Slot]>> = {
  l1_l2: ["l1", "l2"],
  l1_l3_hot: ["l1", "l3-hot"],
  l2_l3_hot: ["l2", "l3-hot"],
  l3_hot_l3_cold: ["l3-hot", "l3-cold"],
  l3_cold_l3_archive: ["l3-cold", "l3-archive"],
  l3_hot_l4: ["l3-hot", "l4"],
  l4_l5: ["l4", "l5"],
};

/** The two movers. */
export const MOVERS = ["hot_to_cold", "cold_to_archive"] as const;

/** One of the two movers. */
export type MoverId = (typeof MOVERS)[number];

/** Where a charge stands in a bill: a part of a slot, the egress or glue of an edge, or a mover. */
export type Place =
  | { readonly kind: "layer"; readonly slot: Slot; readonly component: string }
  | {
      readonly kind: "edge";
      readonly edge: EdgeId;
      readonly part: "egress" | "glue";
      readonly component: string;
    }
  | { readonly kind: "mover"; readonly mover: MoverId; readonly component: string };

/** A quantity that a cloud counts: charges of the same cloud and pool share the row's bands and free allowance. */
export interface MeteredCharge {
  readonly cloud: Cloud;
  readonly place: Place;
  readonly meter: string;
  /** The name of the cell with the quantity of a month, in the unit of the meter. */
  readonly quantity: string;
  /** Which charges are counted together: the meter, unless a model gives allowances to each component. */
  readonly pool: string;
}

/** An amount that the sheet has computed to the end. */
export interface FixedCharge {
  readonly cloud: Cloud;
  readonly place: Place;
  /** The name of the cell with the amount of a month, in dollars. */
  readonly amount: string;
}

/** One line of a bill. */
export type Charge = MeteredCharge | FixedCharge;

/** A slot that a cloud cannot take in a scenario, and why: a code in capitals and a sentence. */
export interface Exclusion {
  readonly cloud: Cloud;
  readonly slot: Slot;
  readonly code: string;
  readonly reason: string;
}

/** A component that is shown beside those that it sums up; nothing is charged to it. */
export interface Subtotal {
  readonly slot: Slot;
  readonly component: string;
  readonly of: readonly string[];
}

/** What is worth saying only of placements with a slot on a cloud. */
export interface Caution {
  readonly cloud: Cloud;
  readonly slot: Slot;
  readonly text: string;
}

/** Reads a number of the model's sheet by name. */
export type Figures = (name: string) => Exact;

/** What a model is told besides the scenario. */
export interface ModelContext {
  readonly catalogue: Catalogue;
  /** The time of the run, in milliseconds since 1970. */
  readonly now: number;
}

/** What a scenario's numbers forbid: some slots on some clouds, or the whole run. */
export interface Limits {
  readonly exclusions: readonly Exclusion[];
  readonly refusal?: Refusal;
  readonly warnings: readonly (string | Caution)[];
}

/**
 * One way to say what a twin costs. A placement's cost is the sum of what its clouds bill; what a cloud bills depends
 * on which slots stand on it and on where l4 stands, and on nothing else of the placement.
 */
export interface CostModel {
  readonly name: ModelName;
  readonly about: string;
  /** The clouds that the model knows. */
  readonly clouds: readonly Cloud[];
  /** Slots that must share the cloud of another slot. */
  readonly ties: readonly (readonly [Slot, Slot])[];
  readonly sheet: Sheet;
  /** The flags of its scenarios; each decides which charges or exclusions there are. */
  readonly switches: readonly string[];
  /** The edges that the model prices, in order. */
  readonly edges: readonly EdgeId[];
  /** The input of the sheet that counts devices, for curves over it; likewise the other inputs that a user turns. */
  readonly turnable: Readonly<
    Partial<Record<"devices" | "interval" | "size" | "hot" | "cold" | "archive", string>>
  >;
  /** Sums that a table of components shows where their parts stand; they add nothing to the slot's cost. */
  readonly subtotals?: readonly Subtotal[];
  /** How a pool's cost is shared out: one charge after the other through the bands, or by quantity. */
  readonly sharing: "in-order" | "by-quantity";
  /** Places to which the total is rounded when it is shown. */
  readonly totalPlaces: number;
  /** The prices that the model reads. */
  rows(catalogue: Catalogue): readonly PriceRow[];
  /** Checks a scenario as it was given and names every violation. */
  read(given: unknown, context: ModelContext): ScenarioReading;
  /** The slots that no cloud may take, and whatever else the numbers forbid. */
  limits(scenario: Scenario, figures: Figures, context: ModelContext): Limits;
  /** Tells whether inputs that were turned make a scenario that `read` would take, where their order or least value matters. */
  accepts?(scenario: Scenario): boolean;
  /** Every charge of a placement; made anew only when a flag changes. */
  charges(placement: Providers, flags: Scenario["flags"]): readonly Charge[];
}
