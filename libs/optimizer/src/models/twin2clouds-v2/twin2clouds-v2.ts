import { CLOUDS } from "@twin2multicloud/model";
import type { Providers } from "@twin2multicloud/model";
import { rowsOf } from "../../catalogue/price-book.ts";
import type { Charge, CostModel } from "../../model/cost-model.ts";
import type { Scenario } from "../../model/scenario.ts";
import { metersIn } from "../../sheet/sheet.ts";
import type { Sheet } from "../../sheet/sheet.ts";
import { AWS_COMPONENTS } from "./aws.ts";
import { AZURE_COMPONENTS } from "./azure.ts";
import { GCP_COMPONENTS } from "./gcp.ts";
import { FLAGS, INPUTS } from "./inputs.ts";
import { limitsOf } from "./limits.ts";
import { MOVER_CELLS, moverCharges } from "./movers.ts";
import { acceptsRetentions, readScenario } from "./read.ts";
import { TRANSFER_CELLS, TRANSFER_EDGES, TRANSFER_METERS, transferCharges } from "./transfer.ts";
import { USAGE } from "./usage.ts";

const COMPONENTS = [...AWS_COMPONENTS, ...AZURE_COMPONENTS, ...GCP_COMPONENTS];

const SHEET: Sheet = {
  inputs: INPUTS,
  cells: [
    ...USAGE,
    ...COMPONENTS.flatMap(({ cells, amount }) => [...cells, amount]),
    ...TRANSFER_CELLS,
    ...MOVER_CELLS,
  ],
};

const METERS_READ: ReadonlySet<string> = new Set([
  ...SHEET.cells.flatMap(({ formula }) => metersIn(formula)),
  ...TRANSFER_METERS,
]);

function componentCharges(placement: Providers, flags: Scenario["flags"]): Charge[] {
  return COMPONENTS.filter(
    ({ cloud, slot, needs }) => placement[slot] === cloud && (!needs || flags[needs]),
  ).map(({ cloud, slot, name, amount }) => ({
    cloud,
    place: { kind: "layer", slot, component: name },
    amount: amount.name,
  }));
}

/**
 * The predecessor's engine as it is, with its doubtful prices and its free allowances for each component. Two of its
 * defects are repaired: it drops no valid placement, and the total is rounded once.
 */
export const twin2cloudsV2: CostModel = {
  name: "twin2clouds-v2",
  about: "the predecessor's engine, formula by formula, with the prices of its reviewed baseline",
  clouds: CLOUDS,
  ties: [],
  sheet: SHEET,
  switches: FLAGS,
  edges: TRANSFER_EDGES,
  turnable: {
    devices: "devices",
    interval: "interval",
    size: "size",
    hot: "hot-months",
    cold: "cold-months",
    archive: "archive-months",
  },
  subtotals: [
    {
      slot: "l4",
      component: "twinmaker",
      of: ["twinmaker_entities", "twinmaker_queries", "twinmaker_api_calls"],
    },
  ],
  sharing: "in-order",
  totalPlaces: 2,
  rows: (catalogue) => rowsOf(catalogue).filter(({ meter }) => METERS_READ.has(meter)),
  read: readScenario,
  limits: limitsOf,
  accepts: acceptsRetentions,
  charges: (placement, flags) => [
    ...componentCharges(placement, flags),
    ...transferCharges(placement),
    ...moverCharges(placement),
  ],
};
