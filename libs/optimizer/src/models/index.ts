import type { ModelName } from "@twin2multicloud/model";
import type { CostModel } from "../model/cost-model.ts";
import { DEPLOYED } from "./deployed/deployed.ts";
import { PAPER_2025 } from "./paper-2025/paper-2025.ts";
import { twin2cloudsV2 } from "./twin2clouds-v2/twin2clouds-v2.ts";

/** The cost models by name. */
export const COST_MODELS: Readonly<Record<ModelName, CostModel>> = {
  deployed: DEPLOYED,
  "paper-2025": PAPER_2025,
  "twin2clouds-v2": twin2cloudsV2,
};
