import type { PaperScenario, PriceRow } from "@twin2multicloud/model";
import { PATHS, priceListOf } from "../brute-force.ts";
import type { BruteForce, Path, PriceList } from "../brute-force.ts";
import { ceilingOf, product, quotient, ratio, sum } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

const AWS = 0;
const AZURE = 1;
const GCP = 2;

/** What a slot costs on AWS and Azure. */
type Costs = readonly [number, number];

const amount = ({ over, under }: Ratio): number => Number(over) / Number(under);

function volumesOf(given: PaperScenario) {
  const devices = ratio(given.numberOfDevices);
  const interval = ratio(given.deviceSendingIntervalInMinutes);
  const size = ratio(given.averageSizeOfMessageInKb);
  const telemetry = quotient(product(devices, ratio(60 * 730)), interval);
  const stored = quotient(product(telemetry, size), ratio(1024 ** 2));
  return {
    /** Whole messages of 30 days. */
    messages: ceilingOf(quotient(product(devices, ratio(60 * 24 * 30)), interval)),
    /** Messages of 730 hours, and their gigabytes. */
    telemetry,
    stored,
    objects: ceilingOf(quotient(product(stored, ratio(1024)), ratio(100))),
    queries: given.dashboardRefreshesPerHour * given.dashboardActiveHoursPerDay * 30,
  };
}

type Volumes = ReturnType<typeof volumesOf>;

function acquisition(given: PaperScenario, { messages }: Volumes, list: PriceList): Costs {
  const size = given.averageSizeOfMessageInKb;
  const awsBlocks = size > 5 ? messages * Math.ceil(size / 5) : messages;
  const azureBlocks = size > 4 ? messages * Math.ceil(size / 4) : messages;
  const hub = azureBlocks <= 120e6 ? "s1" : azureBlocks <= 1.8e9 ? "s2" : "s3";
  return [
    given.numberOfDevices * list.price("paper.aws.iot-core.device") +
      2 * awsBlocks * list.price("paper.aws.iot-core.rule") +
      list.banded("paper.aws.iot-core.message")(awsBlocks),
    Math.ceil(azureBlocks / list.included(`paper.azure.iot-hub.${hub}`)) *
      list.price(`paper.azure.iot-hub.${hub}`),
  ];
}

function processing(v: Volumes, { price, free }: PriceList): Costs {
  const messages = amount(v.telemetry);
  const cost = (runs: string, seconds: string): number =>
    price(runs) * Math.max(0, messages - free(runs)) +
    price(seconds) * Math.max(0, messages * 0.1 * (128 / 1024) - free(seconds));
  return [
    cost("paper.aws.lambda.request", "paper.aws.lambda.gb-second"),
    cost("paper.azure.functions.request", "paper.azure.functions.gb-second"),
  ];
}

/** DynamoDB rounds the price of storage up to whole dollars; 25 GB are free for every month. */
function dynamoDbStorage(given: PaperScenario, { stored }: Volumes, { price }: PriceList): number {
  const months = ratio(given.hotStorageDurationInMonths);
  const kept = product(stored, sum(months, ratio(0.5)));
  const paid = sum(kept, product(ratio(-25), months));
  return paid.over > 0n ? ceilingOf(product(paid, ratio(price("paper.aws.dynamodb.storage")))) : 0;
}

/** Writes count 1 and 5 % for each further KB, reads 10; both come as often as messages, in seconds of 30 days. */
function cosmosDbUnits(given: PaperScenario, { telemetry }: Volumes): number {
  const perMessage = sum(
    ratio(11),
    product(ratio(0.05), sum(ratio(given.averageSizeOfMessageInKb), ratio(-1))),
  );
  return Math.max(400, ceilingOf(quotient(product(telemetry, perMessage), ratio(30 * 86_400))));
}

function hotStorage(given: PaperScenario, v: Volumes, list: PriceList): Costs {
  const messages = amount(v.telemetry);
  return [
    messages * given.averageSizeOfMessageInKb * list.price("paper.aws.dynamodb.write-unit") +
      (messages / 2) * list.price("paper.aws.dynamodb.read-unit") +
      dynamoDbStorage(given, v, list),
    cosmosDbUnits(given, v) * list.price("paper.azure.cosmos-db.request-unit") +
      amount(v.stored) *
        (given.hotStorageDurationInMonths + 0.5) *
        list.price("paper.azure.cosmos-db.storage"),
  ];
}

function coldStorage(given: PaperScenario, { stored, objects }: Volumes, { price }: PriceList): Costs {
  const gigabytes = amount(stored);
  const kept = gigabytes * given.coolStorageDurationInMonths;
  const read = 0.1 * kept + gigabytes;
  return [
    (price("paper.aws.s3-ia.storage") + price("paper.aws.s3-ia.upfront")) * kept +
      2 * objects * price("paper.aws.s3-ia.request") +
      read * price("paper.aws.s3-ia.retrieval"),
    price("paper.azure.blob-cool.storage") * kept +
      objects * price("paper.azure.blob-cool.write") +
      0.1 * objects * price("paper.azure.blob-cool.read") +
      1.1 * gigabytes * price("paper.azure.blob-cool.retrieval"),
  ];
}

function archive(given: PaperScenario, { stored }: Volumes, { price }: PriceList): Costs {
  const gigabytes = amount(stored);
  const kept = gigabytes * given.archiveStorageDurationInMonths;
  const cost = (service: string, writes: number): number =>
    kept * price(`${service}.storage`) +
    writes * price(`${service}.write`) +
    0.01 * kept * price(`${service}.retrieval`);
  return [cost("paper.aws.s3-deep-archive", 2 * gigabytes), cost("paper.azure.blob-archive", gigabytes)];
}

function twins(given: PaperScenario, { messages, queries }: Volumes, { price }: PriceList): Costs {
  const devices = given.numberOfDevices;
  const units = devices < 100 ? 15 : devices < 10_000 ? 1500 : 4000;
  const azure =
    (messages + Math.ceil(given.averageSizeOfMessageInKb) * queries) *
      price("paper.azure.digital-twins.operation") +
    units * queries * price("paper.azure.digital-twins.query-unit");
  return [
    given.entityCount * price("paper.aws.twinmaker.entity") +
      messages * price("paper.aws.twinmaker.api-call") +
      queries * price("paper.aws.twinmaker.query"),
    given.needs3DModel ? Number.NaN : azure,
  ];
}

function dashboards(given: PaperScenario, { price }: PriceList): Costs {
  const { amountOfActiveEditors: editors, amountOfActiveViewers: viewers } = given;
  return [
    editors * price("paper.aws.grafana.editor") + viewers * price("paper.aws.grafana.viewer"),
    (editors + viewers) * price("paper.azure.grafana.user") + 730 * price("paper.azure.grafana.hour"),
  ];
}

/** What three hops cost, each with the free quantity for itself; within Azure 5 GB to cold storage are free. */
function transfers([l1, , hot, cold, last]: Path, gigabytes: number, list: PriceList): number {
  const egress = (from: number, to: number): number =>
    from === to ? 0 : list.banded(from === AWS ? "paper.aws.egress" : "paper.azure.egress")(gigabytes);
  let cost = egress(l1, hot) + egress(hot, cold) + egress(cold, last);
  if (hot === AWS && cold === AWS) cost += gigabytes * list.price("paper.aws.s3-ia.from-dynamodb");
  if (hot === AZURE && cold === AWS) cost += gigabytes * list.price("paper.aws.s3-ia.from-cosmos-db");
  if (hot === AZURE && cold === AZURE)
    cost += Math.max(0, gigabytes - 5) * list.price("paper.azure.blob-cool.from-cosmos-db");
  return cost;
}

/** The calculation of the paper's artifact in doubles, written from notes about it. */
export function paperByHand(rows: readonly PriceRow[]): BruteForce<PaperScenario> {
  const list = priceListOf(rows);
  return (given) => {
    const v = volumesOf(given);
    const gigabytes = amount(v.stored);
    const slots = [
      acquisition(given, v, list),
      processing(v, list),
      hotStorage(given, v, list),
      coldStorage(given, v, list),
      archive(given, v, list),
      twins(given, v, list),
      dashboards(given, list),
    ];
    const totals = Float64Array.from(PATHS, (path) => {
      if (path.includes(GCP) || path[1] !== path[2]) return Number.NaN;
      let cost = transfers(path, gigabytes, list);
      for (const [slot, costs] of slots.entries()) cost += costs[path[slot] ?? 0] ?? Number.NaN;
      return cost;
    });
    return { totals };
  };
}
