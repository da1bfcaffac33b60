import type { PredecessorScenario, PriceRow } from "@twin2multicloud/model";
import { PATHS, priceListOf } from "../brute-force.ts";
import type { BruteForce, Path, PriceList } from "../brute-force.ts";
import { hubCost } from "./hub.ts";

const AWS = 0;
const AZURE = 1;
const GCP = 2;

/** A function runtime: prices of a run and of a gigabyte second, what is free of each, and the gigabytes of a function. */
interface Runtime {
  readonly run: number;
  readonly freeRuns: number;
  readonly second: number;
  readonly freeSeconds: number;
  readonly memory: number;
}

const runtime = ({ price, free }: PriceList, [run, second]: [string, string], memory: number): Runtime => ({
  run: price(run),
  freeRuns: free(run),
  second: price(second),
  freeSeconds: free(second),
  memory,
});

const runtimesOf = (list: PriceList): readonly [Runtime, Runtime, Runtime] => [
  runtime(list, ["aws.lambda.request", "aws.lambda.gb-second"], 256 / 1024),
  runtime(list, ["azure.functions.execution", "azure.functions.gb-second"], 128 / 1024),
  runtime(list, ["gcp.functions.request", "gcp.functions.gib-second-baseline"], 256 / 1024),
];

/** What a function costs that has the free quantities for itself. */
function runs(of: Runtime, count: number, seconds = 0.1, memory = of.memory): number {
  return (
    of.run * Math.max(0, count - of.freeRuns) +
    of.second * Math.max(0, count * seconds * memory - of.freeSeconds)
  );
}

const MOVER_SECONDS = 5;
const MOVER_MEMORY = [512 / 1024, 128 / 1024, 512 / 1024] as const;

function volumesOf(given: PredecessorScenario) {
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

type Volumes = ReturnType<typeof volumesOf>;

/** What a slot costs on AWS, Azure and Google Cloud; NaN where it cannot stand. */
type Costs = readonly [number, number, number];

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

function objects(
  months: number,
  messages: number,
  meters: readonly (readonly [string, string])[],
  list: PriceList,
): Costs {
  const cost = ([storage, write]: readonly [string, string] = ["", ""]): number =>
    months * list.price(storage) + messages * list.price(write);
  return [cost(meters[AWS]), cost(meters[AZURE]), cost(meters[GCP])];
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
function slotsOf(given: PredecessorScenario, list: PriceList): readonly Costs[] {
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
    objects(v.cold, v.messages, COLD_METERS, list),
    objects(v.archive, v.messages, ARCHIVE_METERS, list),
    plus(twins(given, v, list), [0, runs(azure, v.messages), 0]),
    dashboards(given, list),
  ];
}

/** The six edges: positions in a path, bytes a month and calls of the glue. */
function edgesOf({ messages, size, queries, responseSize }: Volumes) {
  const telemetry = messages * size * 1024;
  const answers = queries * responseSize * 1024;
  return [
    { from: 0, to: 1, bytes: telemetry, calls: messages },
    { from: 1, to: 2, bytes: telemetry, calls: messages },
    { from: 2, to: 3, bytes: telemetry, calls: 30 },
    { from: 3, to: 4, bytes: telemetry, calls: 4 },
    { from: 2, to: 5, bytes: answers, calls: queries },
    { from: 5, to: 6, bytes: answers, calls: queries },
  ] as const;
}

const EGRESS = [
  { meter: "aws.egress", unit: 1e9 },
  { meter: "azure.egress", unit: 1e9 },
  { meter: "gcp.egress", unit: 1024 ** 3 },
] as const;

function movers(of: readonly [Runtime, Runtime, Runtime], { price }: PriceList): readonly [Costs, Costs] {
  const cost = (times: number): Costs => [
    runs(of[AWS], times, MOVER_SECONDS, MOVER_MEMORY[AWS]),
    runs(of[AZURE], times, MOVER_SECONDS, MOVER_MEMORY[AZURE]),
    runs(of[GCP], times, MOVER_SECONDS, MOVER_MEMORY[GCP]) + price("gcp.scheduler.job"),
  ];
  return [cost(30), cost(4)];
}

/** The predecessor's calculation in doubles, written from notes about it; see docs for the formulas' sources. */
export function predecessorByHand(rows: readonly PriceRow[]): BruteForce<PredecessorScenario> {
  const list = priceListOf(rows);
  const runtimes = runtimesOf(list);
  const [toCold, toArchive] = movers(runtimes, list);
  const egress = EGRESS.map(({ meter, unit }) => ({ price: list.banded(meter), unit }));
  const transferred = (path: Path, edges: ReturnType<typeof edgesOf>): number => {
    const bytes = [0, 0, 0];
    const calls = [0, 0, 0];
    for (const edge of edges) {
      const from = path[edge.from];
      const to = path[edge.to];
      if (from === to) continue;
      bytes[from] = (bytes[from] ?? 0) + edge.bytes;
      calls[to] = (calls[to] ?? 0) + edge.calls;
    }
    let cost = 0;
    for (const [cloud, { price, unit }] of egress.entries()) cost += price((bytes[cloud] ?? 0) / unit);
    for (const [cloud, of] of runtimes.entries()) cost += runs(of, calls[cloud] ?? 0);
    return cost;
  };
  return (given) => {
    const slots = slotsOf(given, list);
    const edges = edgesOf(volumesOf(given));
    if (slots[0]?.some((cost) => !Number.isFinite(cost))) return { refusal: "IOT_HUB_CAPACITY_EXCEEDED" };
    const totals = Float64Array.from(PATHS, (path) => {
      let cost = (toCold[path[2]] ?? 0) + (toArchive[path[3]] ?? 0);
      for (const [slot, costs] of slots.entries()) cost += costs[path[slot] ?? 0] ?? Number.NaN;
      return Number.isNaN(cost) ? cost : cost + transferred(path, edges);
    });
    return { totals };
  };
}
