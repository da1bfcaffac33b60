import type { Cloud } from "@twin2multicloud/model";
import type { Exclusion, Figures, Limits } from "../../model/cost-model.ts";
import type { Scenario } from "../../model/scenario.ts";
import { switchesOf } from "./charges.ts";
import { HUB_SIZES } from "./device-cells.ts";
import { exceededQuotas, shown } from "./quotas.ts";

const WITHOUT_SCENE: readonly { readonly cloud: Cloud; readonly service: string }[] = [
  { cloud: "azure", service: "Azure Digital Twins" },
  { cloud: "gcp", service: "the twin service on Google Cloud" },
];

/** Only TwinMaker models in three dimensions (EDT'25 paper, feature support). */
const NO_SCENE: readonly Exclusion[] = WITHOUT_SCENE.map(({ cloud, service }) => ({
  cloud,
  slot: "l4",
  code: "NO_3D_SCENE",
  reason: `${service} shows no 3D scene, which the scenario needs; AWS IoT TwinMaker does`,
}));

function hubOverflow(figure: Figures, hub: string): Exclusion[] {
  const units = figure(`${hub}.s3-units`);
  if (units.compare(HUB_SIZES.s3.most) <= 0) return [];
  const most = HUB_SIZES.s3.most * HUB_SIZES.s3.perDay;
  const reason = `IoT Hub takes at most ${most} messages of 4 KiB a day (${HUB_SIZES.s3.most} units of S3), and the devices send ${shown(figure(`${hub}.daily`))}`;
  return [{ cloud: "azure", slot: "l1", code: "IOT_HUB_CAPACITY_EXCEEDED", reason }];
}

/**
 * Excludes what a cloud cannot do: l4 without a 3D scene, and l1 on Azure above the capacity of IoT Hub. What exceeds
 * a default quota, or the concurrency that the modules deploy, is a warning with its numbers, for the placements that it concerns.
 */
export function deployedLimits({ flags }: Scenario, figure: Figures): Limits {
  const { scene, feedback } = switchesOf(flags);
  const hub = feedback ? "azure.hub-feedback" : "azure.hub";
  return {
    exclusions: [...(scene ? NO_SCENE : []), ...hubOverflow(figure, hub)],
    get warnings() {
      return exceededQuotas(figure, hub);
    },
  };
}
