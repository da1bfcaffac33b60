import { SECRET_ENVIRONMENT } from "@twin2multicloud/model";
import type { Cloud, FunctionName, Slot } from "@twin2multicloud/model";
import type { PlacedFunction, Topology } from "@twin2multicloud/topology";
import type { MeterId } from "../../catalogue/meters.ts";
import type { Charge } from "../../model/cost-model.ts";
import type { TimedFunction } from "./assumptions.ts";
import { chargesOf, inSlot, ofMover, onEdge } from "./charge.ts";
import type { Line, PlaceOf } from "./charge.ts";
import { timedAs } from "./function-cells.ts";
import { SENDERS, workOf } from "./function-work.ts";

/** A meter, and the last part of the name of the cell that it counts. */
type Part = readonly [part: string, meter: MeterId];

const RUNS: Readonly<Record<Cloud, MeterId>> = {
  aws: "aws.lambda.request",
  azure: "azure.functions.flex-execution",
  gcp: "gcp.functions.request",
};

const TIME: Readonly<Record<Cloud, readonly Part[]>> = {
  aws: [["gb-seconds", "aws.lambda.gb-second-arm"]],
  azure: [["gb-seconds", "azure.functions.flex-gb-second"]],
  gcp: [
    ["vcpu-seconds", "gcp.functions.vcpu-second"],
    ["gib-seconds", "gcp.functions.gib-second"],
  ],
};

const LOGS: Readonly<Record<Cloud, readonly Part[]>> = {
  aws: [
    ["logs", "aws.cloudwatch.log-ingestion"],
    ["log-storage", "aws.cloudwatch.log-storage"],
  ],
  azure: [["logs", "azure.log-analytics.ingestion"]],
  gcp: [["logs", "gcp.logging.ingestion"]],
};

const SECRETS: Readonly<Record<Cloud, readonly Line[]>> = {
  aws: [
    ["secrets", "aws.secrets-manager.secret", "aws.secret"],
    ["secrets", "aws.secrets-manager.request", "aws.secret.reads"],
  ],
  azure: [["secrets", "azure.key-vault.operation", "azure.secret.reads"]],
  gcp: [
    ["secrets", "gcp.secret-manager.version", "gcp.secret"],
    ["secrets", "gcp.secret-manager.access", "gcp.secret.reads"],
  ],
};

/** An alarm on dead letters, or on a scheduled function. */
export const ALARM: Readonly<Record<Cloud, Line>> = {
  aws: ["alarms", "aws.cloudwatch.alarm", "aws.alarm"],
  azure: ["alarms", "azure.monitor.alert", "azure.alarm"],
  gcp: ["alarms", "gcp.monitoring.alert", "gcp.alarm"],
};

/** Azure's timers are part of the functions that they call. */
const SCHEDULE: Readonly<Record<Cloud, readonly Line[]>> = {
  aws: [["schedule", "aws.eventbridge.schedule", "aws.schedule"]],
  azure: [],
  gcp: [["schedule", "gcp.scheduler.job", "gcp.schedule"]],
};

const METRIC: Line = ["metrics", "aws.cloudwatch.metric", "aws.metric"];

/** The runs, time and log lines of a function, and on Google Cloud its image. */
export function runLines(cloud: Cloud, name: TimedFunction, sending = false): Line[] {
  const work = `${cloud}.${workOf(name, cloud)}`;
  const timed = `${cloud}.${timedAs(name, sending)}`;
  return [
    [name, RUNS[cloud], `${work}.runs`],
    ...TIME[cloud].map(([part, meter]): Line => [name, meter, `${timed}.${part}`]),
    ...LOGS[cloud].map(([part, meter]): Line => ["logs", meter, `${work}.${part}`]),
    ...(cloud === "gcp" ? [["images", "gcp.artifact-registry.storage", "gcp.image"] as const] : []),
  ];
}

/** Receivers and movers belong to the way of the data, all others to their slot. */
const OFF_SLOT: Readonly<Partial<Record<FunctionName, PlaceOf>>> = {
  ingestion: onEdge("l1_l2", "glue"),
  "hot-writer": onEdge("l2_l3_hot", "glue"),
  "hot-to-cold-mover": ofMover("hot_to_cold"),
  "cold-writer": onEdge("l3_hot_l3_cold", "glue"),
  "cold-to-archive-mover": ofMover("cold_to_archive"),
  "archive-writer": onEdge("l3_cold_l3_archive", "glue"),
};

/** What runs once on every cloud in use belongs to the first slot there. */
function placeOf({ name, slot, cloud }: PlacedFunction, { slots, providers }: Topology): PlaceOf {
  const first = (): Slot => slots.find((each) => providers[each] === cloud) ?? "l1";
  return OFF_SLOT[name] ?? inSlot(slot ?? first());
}

function secretNames({ environment }: PlacedFunction): number {
  const secrets: readonly string[] = SECRET_ENVIRONMENT;
  return environment.filter((variable) => secrets.includes(variable)).length;
}

/** How many secrets a function reads: one for each connector that it ends; the reader's token opens it for all who ask. */
export function secretsOf(placed: PlacedFunction, { edges }: Topology): number {
  const ends = edges.filter(
    ({ kind, from, to }) =>
      kind === "connector" && (to === placed.name || (from === placed.name && from !== "hot-reader")),
  );
  return Math.max(ends.length, secretNames(placed));
}

/** The events that a function's log lines count, each a metric of its own on AWS. */
function metricsOf({ name, cloud, needs }: PlacedFunction): number {
  if (cloud !== "aws") return 0;
  if (name === "dispatcher") return 2;
  const stores = name === "hot-writer" || (name === "persister" && needs.includes("hot-store"));
  return stores ? 1 : 0;
}

const repeated = (times: number, lines: readonly Line[]): Line[] =>
  Array.from({ length: times }, () => lines).flat();

function isSending({ name, cloud }: PlacedFunction, { edges, functions }: Topology): boolean {
  const elsewhere = (to: FunctionName): boolean =>
    functions.some((other) => other.name === to && other.cloud !== cloud);
  return (
    SENDERS.includes(name) &&
    edges.some((edge) => edge.from === name && edge.kind === "connector" && elsewhere(edge.to))
  );
}

/** Everything that one function of a topology is billed. */
export function functionCharges(placed: PlacedFunction, topology: Topology): Charge[] {
  const { name, cloud, trigger } = placed;
  return chargesOf(cloud, placeOf(placed, topology), [
    ...runLines(cloud, name, isSending(placed, topology)),
    ...repeated(secretsOf(placed, topology), SECRETS[cloud]),
    ...repeated(metricsOf(placed), [METRIC]),
    ...(trigger === "schedule" ? [...SCHEDULE[cloud], ALARM[cloud]] : []),
  ]);
}
