import { CLOUDS } from "@twin2multicloud/model";
import { rowsOf } from "../../catalogue/price-book.ts";
import { EDGES } from "../../model/cost-model.ts";
import type { CostModel } from "../../model/cost-model.ts";
import { ASSUMED_CELLS } from "./assumptions.ts";
import { deployedCharges } from "./charges.ts";
import { DEVICE_CELLS } from "./device-cells.ts";
import { FUNCTION_CELLS } from "./function-cells.ts";
import { HOP_CELLS } from "./hop-cells.ts";
import { HOT_CELLS } from "./hot-cells.ts";
import { deployedLimits } from "./limits.ts";
import { acceptsDeployed, readDeployedScenario } from "./read.ts";
import { TIER_CELLS } from "./tier-cells.ts";
import { TRANSFER_CELLS } from "./transfer-cells.ts";
import { TWIN_CELLS } from "./twin-cells.ts";
import { UPKEEP_CELLS } from "./upkeep-cells.ts";
import { DEPLOYED_INPUTS, VOLUME_CELLS } from "./volume-cells.ts";

/**
 * What this product deploys, or will: every function and every edge that `topologyOf` places, and the services of the
 * seven slots. What is priced, what is not and what is assumed is written down in `docs/deployed-model.md`.
 */
export const DEPLOYED: CostModel = {
  name: "deployed",
  about: "what this product deploys: every function, hop, edge and service of the whole topology",
  clouds: CLOUDS,
  ties: [],
  sheet: {
    inputs: DEPLOYED_INPUTS,
    cells: [
      ...ASSUMED_CELLS,
      ...VOLUME_CELLS,
      ...DEVICE_CELLS,
      ...HOP_CELLS,
      ...FUNCTION_CELLS,
      ...HOT_CELLS,
      ...TIER_CELLS,
      ...TRANSFER_CELLS,
      ...TWIN_CELLS,
      ...UPKEEP_CELLS,
    ],
  },
  switches: ["needs3DModel", "useEventChecking", "triggerNotificationWorkflow", "returnFeedbackToDevice"],
  edges: EDGES.filter((edge) => edge !== "l1_l3_hot"),
  turnable: {
    devices: "devices",
    interval: "interval",
    size: "size",
    hot: "hot",
    cold: "cold",
    archive: "archive",
  },
  sharing: "by-quantity",
  totalPlaces: 2,
  rows: rowsOf,
  read: readDeployedScenario,
  limits: deployedLimits,
  accepts: acceptsDeployed,
  charges: deployedCharges,
};
