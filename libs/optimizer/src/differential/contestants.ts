import type { ModelName } from "@twin2multicloud/model";
import { rowsOf } from "../catalogue/price-book.ts";
import { SHIPPED_CATALOGUE } from "../catalogue/shipped.ts";
import { DEPLOYED } from "../models/deployed/deployed.ts";
import { PAPER_2025 } from "../models/paper-2025/paper-2025.ts";
import { PAPER_ROWS } from "../models/paper-2025/prices.ts";
import { twin2cloudsV2 } from "../models/twin2clouds-v2/twin2clouds-v2.ts";
import { contestantOf } from "./contest.ts";
import type { Contestant } from "./contest.ts";
import { deployedByHand } from "./deployed/brute-force.ts";
import { randomDeployedScenario } from "./deployed/scenario.ts";
import { paperByHand } from "./paper-2025/brute-force.ts";
import { randomPaperScenario } from "./paper-2025/scenario.ts";
import { predecessorByHand } from "./twin2clouds-v2/brute-force.ts";
import { randomPredecessorScenario } from "./twin2clouds-v2/scenario.ts";

/** Every model with its brute force. */
export const CONTESTANTS: Readonly<Record<ModelName, () => Contestant>> = {
  deployed: () => contestantOf(DEPLOYED, randomDeployedScenario, deployedByHand(rowsOf(SHIPPED_CATALOGUE))),
  "paper-2025": () => contestantOf(PAPER_2025, randomPaperScenario, paperByHand(PAPER_ROWS)),
  "twin2clouds-v2": () =>
    contestantOf(twin2cloudsV2, randomPredecessorScenario, predecessorByHand(rowsOf(SHIPPED_CATALOGUE))),
};
