import type { Exclusion, CostModel } from "../../model/cost-model.ts";
import { ACQUISITION_CELLS } from "./acquisition-cells.ts";
import { paperCharges } from "./charges.ts";
import { COLD_CELLS } from "./cold-cells.ts";
import { HOT_CELLS } from "./hot-cells.ts";
import { PAPER_ROWS } from "./prices.ts";
import { readPaperScenario } from "./read.ts";
import { TRANSFER_CELLS } from "./transfer-cells.ts";
import { TWIN_CELLS } from "./twin-cells.ts";
import { PAPER_INPUTS, VOLUME_CELLS } from "./volume-cells.ts";

const NO_3D_SCENE: Exclusion = {
  cloud: "azure",
  slot: "l4",
  code: "NO_3D_SCENE",
  reason: "Azure Digital Twins shows no 3D scene, which the scenario needs",
};

/**
 * The formulas of the EDT'25 paper as its public artifact (https://github.com/cloud-DTs/twin2clouds) computes them, with
 * the artifact's prices. Where the published figures do not follow from them is written down in `docs/paper-2025.md`.
 */
export const PAPER_2025: CostModel = {
  name: "paper-2025",
  about:
    "the formulas of the EDT'25 paper as its public artifact computes them, on AWS and Azure with prices of June 2025",
  clouds: ["aws", "azure"],
  ties: [["l2", "l3-hot"]],
  sheet: {
    inputs: PAPER_INPUTS,
    cells: [
      ...VOLUME_CELLS,
      ...ACQUISITION_CELLS,
      ...HOT_CELLS,
      ...COLD_CELLS,
      ...TWIN_CELLS,
      ...TRANSFER_CELLS,
    ],
  },
  switches: ["needs3DModel"],
  edges: ["l1_l3_hot", "l3_hot_l3_cold", "l3_cold_l3_archive"],
  turnable: {
    devices: "devices",
    interval: "interval",
    size: "message-size",
    hot: "hot",
    cold: "cold",
    archive: "archive",
  },
  sharing: "in-order",
  totalPlaces: 12,
  rows: () => PAPER_ROWS,
  read: readPaperScenario,
  limits: ({ flags }) => ({
    exclusions: flags["needs3DModel"] === true ? [NO_3D_SCENE] : [],
    warnings: [],
  }),
  charges: paperCharges,
};
