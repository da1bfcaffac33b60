import type { Cloud, FunctionName } from "@twin2multicloud/model";
import { GIB, SECONDS } from "./volumes.ts";
import type { Volumes } from "./volumes.ts";

/** A function of the topology, or one that a slot runs beside it. */
export type Runner = FunctionName | "event-action" | "twin-service";

/** The seconds of a warm run, and what makes the function run. */
const RUNNERS = {
  dispatcher: { seconds: 0.015, by: "messages" },
  ingestion: { seconds: 0.02, by: "batches" },
  processor: { seconds: 0.02, by: "batches" },
  persister: { seconds: 0.025, by: "batches" },
  "event-checker": { seconds: 0.02, by: "batches" },
  "event-feedback": { seconds: 0.05, by: "events" },
  "hot-writer": { seconds: 0.025, by: "batches" },
  "hot-reader": { seconds: 0.03, by: "queries" },
  "hot-to-cold-mover": { seconds: 1, by: "moving" },
  "cold-writer": { seconds: 0.08, by: "chunks" },
  "cold-to-archive-mover": { seconds: 1, by: "archiving" },
  "archive-writer": { seconds: 0.08, by: "chunks" },
  "twin-updater": { seconds: 0.06, by: "batches" },
  "twin-data-connector": { seconds: 0.12, by: "queries" },
  "error-reporter": { seconds: 0.05, by: "errors" },
  "event-action": { seconds: 0.1, by: "actions" },
  "twin-service": { seconds: 0.05, by: "queries" },
} as const satisfies Record<Runner, { seconds: number; by: keyof Volumes }>;

const WAITING = 0.06;
const AZURE_LEAST = 1;
const AZURE_SHARE = 16;
const GCP_LEAST = 0.1;
const GCP_SHARE = 80;

/** Seconds of Flex Consumption: windows that never overlap fill a share of the month, however many they are. */
function onAzure(runs: number, seconds: number): number {
  const windows = (runs * Math.max(seconds, AZURE_LEAST)) / SECONDS;
  const filled = windows / (1 + windows);
  return Math.max(SECONDS * filled, (runs * seconds) / AZURE_SHARE);
}

/** Seconds of Cloud Run: never dearer than alone, never cheaper than one instance all the time. */
function onGoogle(runs: number, seconds: number): number {
  return Math.min(runs * Math.max(seconds, GCP_LEAST), Math.max(SECONDS, (runs * seconds) / GCP_SHARE));
}

function moverSeconds(name: "moving" | "archiving", v: Volumes, waits: boolean): number {
  return v[name].seconds + v[name].runs * 1 + (waits ? v.chunks * WAITING : 0);
}

/** How often a function runs a month on a cloud. */
export function runsOf(name: Runner, cloud: Cloud, v: Volumes): number {
  if (name === "dispatcher" && cloud === "aws") return v.batches;
  const { by } = RUNNERS[name];
  return by === "moving" || by === "archiving" ? v[by].runs : v[by];
}

/** The seconds that a cloud bills for a function, which may wait for another cloud. */
export function secondsOf(name: Runner, cloud: Cloud, { v, waits }: { v: Volumes; waits: boolean }): number {
  const { by, seconds: warm } = RUNNERS[name];
  if (by === "moving" || by === "archiving") return moverSeconds(by, v, waits);
  const wait = name === "event-checker" ? WAITING * v.eventful : WAITING;
  const seconds = warm + (waits ? wait : 0);
  const runs = runsOf(name, cloud, v);
  if (cloud === "aws") return runs * seconds;
  return cloud === "azure" ? onAzure(runs, seconds) : onGoogle(runs, seconds);
}

/** A line of a bill: a meter and its quantity. */
export type Line = readonly [meter: string, quantity: number];

/** Everything that a function is billed for running on a cloud. */
export function runnerLines(
  name: Runner,
  cloud: Cloud,
  { v, waits }: { v: Volumes; waits: boolean },
): Line[] {
  const runs = runsOf(name, cloud, v);
  const seconds = secondsOf(name, cloud, { v, waits });
  switch (cloud) {
    case "aws":
      return [
        ["aws.lambda.request", runs],
        ["aws.lambda.gb-second-arm", seconds / 4],
        ["aws.cloudwatch.log-ingestion", (runs * 600) / GIB],
        ["aws.cloudwatch.log-storage", (((runs * 600) / GIB) * 0.15 * 30) / v.days],
      ];
    case "azure":
      return [
        ["azure.functions.flex-execution", runs],
        ["azure.functions.flex-gb-second", seconds * 2],
        ["azure.log-analytics.ingestion", (runs * 2000) / GIB],
      ];
    default:
      return [
        ["gcp.functions.request", runs],
        ["gcp.functions.vcpu-second", seconds],
        ["gcp.functions.gib-second", seconds / 2],
        ["gcp.logging.ingestion", (runs * 1200) / GIB],
        ["gcp.artifact-registry.storage", 0.2],
      ];
  }
}
