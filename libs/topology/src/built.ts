import type { FunctionName, Slot } from "@twin2multicloud/model";

/** The slots that this version of the product deploys; everything derived from a topology is cut to them here. */
export const builtSlots: readonly Slot[] = ["l1", "l2", "l3-hot"];

/** The functions that this version of the product deploys. */
export const builtFunctions: readonly FunctionName[] = [
  "dispatcher",
  "ingestion",
  "processor",
  "persister",
  "hot-writer",
  "hot-reader",
];
