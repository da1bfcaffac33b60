import type { Cloud, Providers, Slot } from "@twin2multicloud/model";
import type { CostModel } from "../model/cost-model.ts";
import { placementWith } from "../pricing/placement.ts";

function tiedTo(slot: Slot, { ties }: Pick<CostModel, "ties">): Set<Slot> {
  const tied = new Set([slot]);
  for (let size = 0; size < tied.size;) {
    size = tied.size;
    for (const [one, other] of ties) {
      if (tied.has(one)) tied.add(other);
      if (tied.has(other)) tied.add(one);
    }
  }
  return tied;
}

/** A placement with a slot, and the slots that a model ties to it, moved to a cloud. */
export function movedTo(
  placement: Providers,
  slot: Slot,
  { cloud, model }: { cloud: Cloud; model: Pick<CostModel, "ties"> },
): Providers {
  const tied = tiedTo(slot, model);
  return placementWith((other) => (tied.has(other) ? cloud : placement[other]));
}
