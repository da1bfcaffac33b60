import type { PredecessorScenario } from "@twin2multicloud/model";
import type { PriceList } from "../brute-force.ts";
import { hubCost } from "./hub.ts";
import { runs, runtimesOf } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";

/** What a month of a twin is made of. */
export function volumesOf(given: PredecessorScenario) {
  const messages = ((60 * 24 * 30) / given.deviceSendingIntervalInMinutes) * given.numberOfDevices;
  const gigabytes = (messages * given.averageSizeOfMessageInKb) / 1024 ** 2;
  const queries =
    given.dashboardActiveHoursPerDay *
    given.dashboardRefreshesPerHour *
    (given.apiCallsPerDashboardRefresh ?? 1) *
    30;
  const responseSize = given.averageDigitalTwinQueryResponseSizeInKb ?? 1;
  return {
    messages,
    size: given.averageSizeOfMessageInKb,
    gigabytes,
    hot: gigabytes * given.hotStorageDurationInMonths,
    cold: gigabytes * given.coolStorageDurationInMonths,
    archive: gigabytes * given.archiveStorageDurationInMonths,
    queries,
    responseSize,
    twinOperations: messages + queries * Math.max(1, Math.ceil(responseSize)),
    queryUnits: queries * (given.averageDigitalTwinQueryUnitsPerQuery ?? 1),
  };
}

/** What a month of a twin is made of. */
export type Volumes = ReturnType<typeof volumesOf>;

/** What a slot costs on AWS, Azure and Google Cloud; NaN where it cannot stand. */
export type Costs = readonly [number, number, number];

function acquisition(given: PredecessorScenario, v: Volumes, list: PriceList): Costs {
  const blocks = v.size > 5 ? v.messages * Math.ceil(v.size / 5) : v.messages;
  return [
    given.numberOfDevices * list.price("aws.iot-core.device-baseline") +
      2 * blocks * list.price("aws.iot-core.rule") +
      list.banded("aws.iot-core.message-baseline")(blocks),
    hubCost(given, list) + v.messages * list.price("azure.event-grid.operation"),
    Math.max(v.gigabytes, (v.messages * Math.max(v.size, 1)) / 1024 ** 2) *
      list.price("gcp.pubsub.throughput"),
  ];
}

function processingFunctions(given: PredecessorScenario, { messages }: Volumes, of: Runtime): number {
  const rate = given.eventTriggerRate ?? 0.1;
  const actions = given.numberOfEventActions ?? 0;
  let cost = runs(of, messages) + runs(of, messages * (given.numberOfDeviceTypes ?? 1));
  if (given.useEventChecking) cost += runs(of, messages);
  if (given.useEventChecking && given.returnFeedbackToDevice) cost += runs(of, messages * rate);
  if (actions > 0) cost += runs(of, messages * rate * actions);
  return cost;
}

function workflows(given: PredecessorScenario, { messages }: Volumes, { price }: PriceList): Costs {
  if (!given.useEventChecking || !given.triggerNotificationWorkflow) return [0, 0, 0];
  return [
    messages * (given.orchestrationActionsPerMessage ?? 3) * price("aws.step-functions.transition"),
    messages * 3 * price("azure.logic-apps.connector-action"),
    messages * 3 * price("gcp.workflows.external-step"),
  ];
}

function hotStorage(v: Volumes, { price, free }: PriceList): Costs {
  const paid = (meter: string): number => Math.max(0, v.hot - free(meter)) * price(meter);
  return [
    v.messages * price("aws.dynamodb.write-unit") +
      v.queries * price("aws.dynamodb.read-unit") +
      paid("aws.dynamodb.storage"),
    ((5 * v.messages + v.queries) / 1e6) * price("azure.cosmos.request-unit-baseline") +
      v.hot * price("azure.cosmos.storage"),
    v.messages * price("gcp.firestore.write-baseline") +
      v.queries * price("gcp.firestore.read") +
      paid("gcp.firestore.storage-baseline"),
  ];
}

type Meters = readonly [storage: string, write: string];

/** Objects are stored for some gigabyte-months and written once for every message. */
function objects(
  months: number,
  { messages }: Volumes,
  list: PriceList,
): (meters: readonly [Meters, Meters, Meters]) => Costs {
  const cost = ([storage, write]: Meters): number =>
    months * list.price(storage) + messages * list.price(write);
  return ([aws, azure, gcp]) => [cost(aws), cost(azure), cost(gcp)];
}

const COLD_METERS = [
  ["aws.s3-ia.storage", "aws.s3-ia.request-baseline"],
  ["azure.blob-cool.storage", "azure.blob-cool.write"],
  ["gcp.storage-nearline.storage-baseline", "gcp.storage-nearline.class-a-baseline"],
] as const;

const ARCHIVE_METERS = [
  ["aws.s3-deep-archive.storage-baseline", "aws.s3-deep-archive.put-baseline"],
  ["azure.blob-archive.storage", "azure.blob-archive.write"],
  ["gcp.storage-archive.storage-baseline", "gcp.storage-archive.class-a-baseline"],
] as const;

function twins(given: PredecessorScenario, v: Volumes, { price }: PriceList): Costs {
  const standardPlan =
    given.providerPricingContexts?.awsTwinMaker?.status === "available" &&
    given.providerPricingContexts.awsTwinMaker.currentPlan?.mode === "STANDARD";
  const aws =
    given.entityCount * price("aws.twinmaker.entity") +
    v.queries * (price("aws.twinmaker.query") + price("aws.twinmaker.api-call"));
  const azure =
    v.twinOperations * price("azure.digital-twins.operation") +
    v.queryUnits * price("azure.digital-twins.query-unit");
  return [standardPlan ? aws : Number.NaN, azure, Number.NaN];
}

function dashboards(given: PredecessorScenario, { price }: PriceList): Costs {
  const { amountOfActiveEditors: editors, amountOfActiveViewers: viewers } = given;
  return [
    editors * price("aws.grafana.editor") + viewers * price("aws.grafana.viewer"),
    (editors + viewers) * price("azure.grafana.user") + 730 * price("azure.grafana.hour"),
    Number.NaN,
  ];
}

const plus = (a: Costs, b: Costs): Costs => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** The costs of the seven slots, in the order of a path. */
export function slotsOf(given: PredecessorScenario, list: PriceList): readonly Costs[] {
  const v = volumesOf(given);
  const [aws, azure, gcp] = runtimesOf(list);
  const forEach = (cost: (of: Runtime) => number): Costs => [cost(aws), cost(azure), cost(gcp)];
  const readers: Costs = [
    runs(aws, 0.3 * v.queries) + runs(aws, 0.7 * v.queries),
    runs(azure, v.queries),
    runs(gcp, v.queries),
  ];
  return [
    plus(
      acquisition(given, v, list),
      forEach((of) => runs(of, v.messages)),
    ),
    plus(
      workflows(given, v, list),
      forEach((of) => processingFunctions(given, v, of)),
    ),
    plus(hotStorage(v, list), readers),
    objects(v.cold, v, list)(COLD_METERS),
    objects(v.archive, v, list)(ARCHIVE_METERS),
    plus(twins(given, v, list), [0, runs(azure, v.messages), 0]),
    dashboards(given, list),
  ];
}
