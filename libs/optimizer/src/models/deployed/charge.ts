import type { Cloud, Slot } from "@twin2multicloud/model";
import type { MeterId } from "../../catalogue/meters.ts";
import type { EdgeId, MeteredCharge, MoverId, Place } from "../../model/cost-model.ts";

/** Where charges stand in a bill, once their component is named. */
export type PlaceOf = (component: string) => Place;

/** The parts of a slot. */
export const inSlot =
  (slot: Slot): PlaceOf =>
  (component) => ({ kind: "layer", slot, component });

/** The parts of a mover. */
export const ofMover =
  (mover: MoverId): PlaceOf =>
  (component) => ({ kind: "mover", mover, component });

/** What an edge needs at either end, or what leaves a cloud on it. */
export const onEdge =
  (edge: EdgeId, part: "egress" | "glue"): PlaceOf =>
  (component) => ({ kind: "edge", edge, part, component });

/** One line that a cloud bills: a component, the meter that counts it and the cell that says how much. */
export type Line = readonly [component: string, meter: MeterId, quantity: string];

/** The charges of a cloud; every meter is one pool, because allowances are given once to an account. */
export function chargesOf(cloud: Cloud, placeOf: PlaceOf, lines: readonly Line[]): MeteredCharge[] {
  return lines.map(([component, meter, quantity]) => ({
    cloud,
    place: placeOf(component),
    meter,
    quantity,
    pool: meter,
  }));
}
