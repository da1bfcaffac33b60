import type { Cloud, Slot } from "@twin2multicloud/model";
import { exact, ZERO } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import type { Caution, Figures } from "../../model/cost-model.ts";

/** A number in a sentence, to one place at most. */
export const shown = (value: Exact): string => value.round(1).toString();

/** A limit of a service or of what the modules deploy: how much a scenario needs, and what to say when it is more. */
interface Quota {
  /** Where it holds; without, it holds everywhere. */
  readonly at?: { readonly cloud: Cloud; readonly slot: Slot };
  readonly most: number;
  needed(figure: Figures, hub: string): Exact;
  complaint(needed: string, most: number): string;
}

const at = (cloud: Cloud, slot: Slot): Pick<Quota, "at"> => ({ at: { cloud, slot } });

const perSecond = (figure: Figures, ...cells: readonly string[]): Exact =>
  cells
    .map(figure)
    .reduce((sum, value) => sum.add(value), ZERO)
    .div(figure("seconds"));

const DEPLOYED_QUOTAS: readonly Quota[] = [
  {
    ...at("aws", "l2"),
    most: 10,
    needed: (figure) => perSecond(figure, "batches").mul(figure("assumed.persister.seconds")),
    complaint: (needed, most) =>
      `AWS: ${needed} instances of the persister would have to run at once, and terraform/modules/aws/function/trigger.tf allows ${most}: queues would grow`,
  },
  {
    ...at("azure", "l1"),
    most: 40,
    needed: (figure) =>
      figure("rate").mul(figure("assumed.dispatcher.seconds")).div(figure("assumed.azure-concurrency")),
    complaint: (needed, most) =>
      `Azure: the dispatcher would need ${needed} instances, and terraform/modules/azure/function-app/app.tf allows ${most}: queues would grow`,
  },
  {
    ...at("gcp", "l1"),
    most: 20,
    needed: (figure) => figure("rate").mul(figure("assumed.dispatcher.seconds")).div(80n),
    complaint: (needed, most) =>
      `Google Cloud: the dispatcher would need ${needed} instances, and terraform/modules/gcp/function/function.tf allows ${most}: Pub/Sub would hold messages back`,
  },
  {
    ...at("azure", "l1"),
    most: 1,
    needed: (figure, hub) => figure(`${hub}.s1-units`),
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
    ...at("aws", "l1"),
    most: 20_000,
    needed: (figure) => figure("rate"),
    complaint: (needed, most) =>
      `AWS: devices send ${needed} messages a second, and an account's default quota of IoT Core is ${most} (https://docs.aws.amazon.com/general/latest/gr/iot-core.html)`,
  },
  {
    ...at("aws", "l3-hot"),
    most: 40_000,
    needed: (figure) => perSecond(figure, "aws.hot.writes", "aws.hot.deletes"),
    complaint: (needed, most) =>
      `AWS: the hot table would take ${needed} write units a second, and the default quota of a table is ${most} (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html)`,
  },
  {
    ...at("azure", "l1"),
    most: 2000,
    needed: (figure) => figure("rate"),
    complaint: (needed, most) =>
      `Azure: devices send ${needed} messages a second, and a Storage queue takes about ${most} (https://learn.microsoft.com/azure/storage/queues/scalability-targets)`,
  },
  {
    ...at("azure", "l3-hot"),
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
    ...at("azure", "l4"),
    most: 1000,
    needed: (figure) => figure("rate"),
    complaint: (needed, most) =>
      `Azure: Digital Twins would be updated ${needed} times a second, and the default limit is ${most} (https://learn.microsoft.com/azure/digital-twins/reference-service-limits)`,
  },
  {
    ...at("gcp", "l4"),
    most: 1,
    needed: (figure) => exact(1).div(figure("interval").mul(60n)),
    complaint: (needed, most) =>
      `Google Cloud: a twin's document would be written ${needed} times a second, and Firestore advises ${most} (https://cloud.google.com/firestore/quotas)`,
  },
  {
    ...at("aws", "l4"),
    most: 20_000,
    needed: (figure) => figure("aws.twin.entities"),
    complaint: (needed, most) =>
      `AWS: the twin would have ${needed} entities, and TwinMaker's largest plan holds ${most} (https://aws.amazon.com/iot-twinmaker/pricing/)`,
  },
];

/** Every limit that a scenario goes beyond, with its numbers; `hub` is the stem of the cells of IoT Hub that count. */
export function exceededQuotas(figure: Figures, hub: string): (string | Caution)[] {
  return [...DEPLOYED_QUOTAS, ...SERVICE_QUOTAS].flatMap(({ at: where, most, needed, complaint }) => {
    const amount = needed(figure, hub);
    if (amount.compare(most) <= 0) return [];
    const text = complaint(shown(amount), most);
    return [where ? { ...where, text } : text];
  });
}
