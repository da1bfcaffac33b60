import type { Cloud } from "@twin2multicloud/model";
import { exact, ZERO } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import type { Exclusion, Figures, Limits } from "../../model/cost-model.ts";
import type { Scenario } from "../../model/scenario.ts";
import { switchesOf } from "./charges.ts";
import { HUB_SIZES } from "./device-cells.ts";

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

/** A number in a sentence, to one place at most. */
const shown = (value: Exact): string => value.round(1).toString();

/** A limit of a service or of what the modules deploy: how much a scenario needs, and what to say when it is more. */
interface Quota {
  readonly most: number;
  needed(figure: Figures): Exact;
  complaint(needed: string, most: number): string;
}

const perSecond = (figure: Figures, ...cells: readonly string[]): Exact =>
  cells
    .map(figure)
    .reduce((sum, value) => sum.add(value), ZERO)
    .div(figure("seconds"));

const slowest = (figure: Figures): Exact => figure("assumed.persister.seconds");

const DEPLOYED_QUOTAS: readonly Quota[] = [
  {
    most: 10,
    needed: (figure) => perSecond(figure, "batches").mul(slowest(figure)),
    complaint: (needed, most) =>
      `AWS: ${needed} instances of the persister would have to run at once, and terraform/modules/aws/function/trigger.tf allows ${most}: queues would grow`,
  },
  {
    most: 40,
    needed: (figure) =>
      figure("rate").mul(figure("assumed.dispatcher.seconds")).div(figure("assumed.azure-concurrency")),
    complaint: (needed, most) =>
      `Azure: the dispatcher would need ${needed} instances, and terraform/modules/azure/function-app/app.tf allows ${most}: queues would grow`,
  },
  {
    most: 20,
    needed: (figure) => figure("rate").mul(figure("assumed.dispatcher.seconds")).div(80n),
    complaint: (needed, most) =>
      `Google Cloud: the dispatcher would need ${needed} instances, and terraform/modules/gcp/function/function.tf allows ${most}: Pub/Sub would hold messages back`,
  },
  {
    most: 1,
    needed: (figure) => figure("azure.hub.s1-units"),
    complaint: (needed) =>
      `Azure: IoT Hub would need ${needed} units of S1 or fewer larger ones, which is priced; terraform/modules/azure/l1/iot-hub.tf deploys one unit of S1`,
  },
  {
    most: 24,
    needed: (figure) => figure("moving").div(figure("seconds")).mul(24n),
    complaint: (needed, most) =>
      `the mover from hot to cold would work ${needed} of ${most} hours a day: several would have to run side by side`,
  },
];

const SERVICE_QUOTAS: readonly Quota[] = [
  {
    most: 20_000,
    needed: (figure) => figure("rate"),
    complaint: (needed, most) =>
      `AWS: devices send ${needed} messages a second, and an account's default quota of IoT Core is ${most} (https://docs.aws.amazon.com/general/latest/gr/iot-core.html)`,
  },
  {
    most: 40_000,
    needed: (figure) => perSecond(figure, "aws.hot.writes", "aws.hot.deletes"),
    complaint: (needed, most) =>
      `AWS: the hot table would take ${needed} write units a second, and the default quota of a table is ${most} (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html)`,
  },
  {
    most: 20_000,
    needed: (figure) =>
      perSecond(
        figure,
        "azure.hot.writes",
        "azure.hot.deletes",
        "azure.hot.page-reads",
        "azure.hot.mover-reads",
      ),
    complaint: (needed, most) =>
      `Azure: the hot container would take ${needed} request units a second, and a serverless one gives ${most} at most (https://learn.microsoft.com/azure/cosmos-db/serverless-performance)`,
  },
  {
    most: 1000,
    needed: (figure) => figure("rate"),
    complaint: (needed, most) =>
      `Azure: Digital Twins would be updated ${needed} times a second, and the default limit is ${most} (https://learn.microsoft.com/azure/digital-twins/reference-service-limits)`,
  },
  {
    most: 1,
    needed: (figure) => exact(1).div(figure("interval").mul(60n)),
    complaint: (needed, most) =>
      `Google Cloud: a twin's document would be written ${needed} times a second, and Firestore advises ${most} (https://cloud.google.com/firestore/quotas)`,
  },
  {
    most: 20_000,
    needed: (figure) => figure("entities"),
    complaint: (needed, most) =>
      `AWS: the twin would have ${needed} entities, and TwinMaker's largest plan holds ${most} (https://aws.amazon.com/iot-twinmaker/pricing/)`,
  },
];

function warningsOf(figure: Figures): string[] {
  return [...DEPLOYED_QUOTAS, ...SERVICE_QUOTAS].flatMap(({ most, needed, complaint }) => {
    const amount = needed(figure);
    return amount.compare(most) > 0 ? [complaint(shown(amount), most)] : [];
  });
}

/**
 * Excludes what a cloud cannot do: l4 without a 3D scene, and l1 on Azure above the capacity of IoT Hub. What exceeds
 * a default quota, or the concurrency that the modules deploy, is a warning with its numbers.
 */
export function deployedLimits({ flags }: Scenario, figure: Figures): Limits {
  const { scene, feedback } = switchesOf(flags);
  const hub = feedback ? "azure.hub-feedback" : "azure.hub";
  return {
    exclusions: [...(scene ? NO_SCENE : []), ...hubOverflow(figure, hub)],
    get warnings() {
      return warningsOf(figure);
    },
  };
}
