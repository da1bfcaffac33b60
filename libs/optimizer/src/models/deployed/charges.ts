import { SLOTS } from "@twin2multicloud/model";
import type { Providers } from "@twin2multicloud/model";
import { topologyOf } from "@twin2multicloud/topology";
import type { Charge } from "../../model/cost-model.ts";
import type { Scenario } from "../../model/scenario.ts";
import { dashboardCharges, edgeCharges } from "./edge-charges.ts";
import { functionCharges } from "./function-charges.ts";
import { slotCharges } from "./slot-charges.ts";
import type { Switches } from "./slot-charges.ts";

/** The switches as they take effect: feedback and workflows follow events, which nothing else looks for. */
export function switchesOf(flags: Scenario["flags"]): Switches {
  const events = flags["useEventChecking"] === true;
  return {
    scene: flags["needs3DModel"] === true,
    events,
    feedback: events && flags["returnFeedbackToDevice"] === true,
    workflow: events && flags["triggerNotificationWorkflow"] === true,
  };
}

/** Every charge of a placement: each function and each edge of the whole topology, and the services of each slot. */
export function deployedCharges(placement: Providers, flags: Scenario["flags"]): Charge[] {
  const switches = switchesOf(flags);
  const topology = topologyOf(placement, switches);
  return [
    ...topology.functions.flatMap((placed) => functionCharges(placed, topology)),
    ...topology.edges.flatMap((edge) => edgeCharges(edge, topology)),
    ...SLOTS.flatMap((slot) => slotCharges(slot, placement[slot], switches)),
    ...dashboardCharges(topology),
  ];
}
