import type { Cloud, Currency, ModelName } from "@twin2multicloud/model";
import type { EdgeId, MoverId } from "../model/cost-model.ts";

/** The seven slots as JSON documents of the optimizer write them. */
export const SLOT_KEYS = {
  l1: "l1",
  l2: "l2",
  "l3-hot": "l3_hot",
  "l3-cold": "l3_cold",
  "l3-archive": "l3_archive",
  l4: "l4",
  l5: "l5",
} as const;

/** A slot as JSON documents of the optimizer write it. */
export type SlotKey = (typeof SLOT_KEYS)[keyof typeof SLOT_KEYS];

/** What a slot costs on a cloud in a month: in the chosen placement, or in that placement with this slot moved there. */
export interface LayerCost {
  readonly cost: number;
  readonly supported: boolean;
  /** Why the cloud cannot take the slot: a code in capitals and a sentence. */
  readonly code?: string;
  readonly reason?: string;
  readonly components: Readonly<Record<string, number>>;
}

/** What it costs in a month to bring data from slot to slot. */
export interface EdgeCost {
  readonly id: EdgeId;
  readonly from: Cloud;
  readonly to: Cloud;
  readonly egress: number;
  readonly glue: number;
}

/** A placement, named `l1|l2|l3-hot|l3-cold|l3-archive|l4|l5`, and its total. */
export interface RankedPlacement {
  readonly placement: string;
  readonly total: number;
}

/** What one constraint costs in a month: the total with all constraints less the total without this one. */
export interface ConstraintCost {
  readonly constraint: string;
  /** Null if nothing is admissible without it either. */
  readonly costs: number | null;
  /** The optimum without the constraint. */
  readonly without: string | null;
}

/** Where the winner changes as one number of the scenario grows and all others stay. */
export interface BreakEven {
  readonly turned: "devices" | "interval" | "size" | "hot" | "cold" | "archive";
  readonly unit: string;
  /** The value in the scenario. */
  readonly at: number;
  /** The first value with the new winner; for devices a whole number, else to four digits. */
  readonly value: number;
  readonly from: string;
  readonly to: string;
}

/** What a price means for a scenario. */
export interface Sensitivity {
  readonly meter: string;
  readonly per: string;
  /** What the chosen placement pays by this price in a month (its total less its total with this price at zero). */
  readonly paid: number;
  /** By how much the optimum's total grows when the price grows by 10 %. */
  readonly plus10: number;
  /** The nearest factor between 0.1 and 10 by which the price must change for another winner; null if none. */
  readonly turningFactor: number | null;
  readonly winnerThen: string | null;
}

/** The prices that a result rests on. */
export interface PricesUsed {
  readonly region: string;
  readonly as_of: string;
  readonly age_days: number;
}

/** What an optimization or a costing comes to; all amounts in `currency`, a month. */
export interface OptimizeResult {
  readonly model: ModelName;
  readonly placement: Readonly<Record<SlotKey, Cloud>>;
  readonly total: number;
  readonly currency: Currency;
  readonly layers: Readonly<Record<Cloud, Readonly<Record<SlotKey, LayerCost>>>>;
  readonly edges: readonly EdgeCost[];
  readonly movers: Readonly<Record<MoverId, number>>;
  readonly candidates: { readonly enumerated: number; readonly evaluated: number };
  /** Every admissible placement, cheapest first; ties in the order of names. Totals are not rounded. */
  readonly ranked: readonly RankedPlacement[];
  readonly warnings: readonly string[];
  /** The argument that no cheaper placement exists, in one sentence with its numbers. */
  readonly proof: string;
  readonly constraints: readonly ConstraintCost[];
  readonly single_clouds: Readonly<Record<Cloud, number | null>>;
  readonly break_evens: readonly BreakEven[];
  readonly sensitivity: readonly Sensitivity[];
  readonly prices: Readonly<Partial<Record<Cloud, PricesUsed>>>;
}
