import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import { largest, over, plus, smallest, times } from "../../sheet/expression.ts";
import type { Expression, Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import type { TimedFunction } from "./assumptions.ts";
import { cloudsFor, runsOf, SENDERS, TIMED_FUNCTIONS, workOf } from "./function-work.ts";
import type { Work } from "./function-work.ts";
import { repo, SOURCES } from "./sources.ts";

const GIB = 1024 ** 3;

/** Lambda functions have 256 MB, Flex Consumption instances 2,048 MB, Cloud Run functions 512 MiB and one processor. */
const MEMORY = { aws: 0.25, azure: 2, gcp: 0.5 } as const;

/** Runs that share an instance on Google Cloud (terraform/modules/gcp/function/function.tf). */
const GCP_CONCURRENCY = 80;

const MODULES = {
  aws: repo("terraform/modules/aws/function/lambda.tf"),
  azure: SOURCES.flexMeter,
  gcp: repo("terraform/modules/gcp/function/function.tf"),
} as const;

/** The least seconds that are billed once an instance of Azure or Google Cloud has something to do. */
const AZURE_LEAST_SECONDS = 1;
const GCP_LEAST_SECONDS = 0.1;

/** Seconds of runs that share instances: what begins while a second is billed already costs nothing more. */
function sharedSeconds(runs: string, seconds: Term): Expression {
  const apart = times(runs, largest(seconds, AZURE_LEAST_SECONDS));
  const merged = over(apart, plus(1, over(apart, "seconds")));
  return largest(merged, over(times(runs, seconds), assumed("azure-concurrency")));
}

/** Seconds of runs that share instances, as if no two met before one instance is busy all the time: its meter is not public. */
function boundedSeconds(runs: string, seconds: Term): Expression {
  return smallest(
    times(runs, largest(seconds, GCP_LEAST_SECONDS)),
    largest("seconds", over(times(runs, seconds), GCP_CONCURRENCY)),
  );
}

/** The seconds that each cloud bills for runs of some length. */
const BILLED_SECONDS: Readonly<Record<Cloud, (runs: string, seconds: Term) => Expression>> = {
  aws: times,
  azure: sharedSeconds,
  gcp: boundedSeconds,
};

function moverSeconds(work: "moving" | "archiving", name: TimedFunction, sending: boolean): Expression {
  return plus(sending ? `${work}.sending` : work, times(`${work}.runs`, assumed(`${name}.seconds`)));
}

/** How long a run waits for another cloud: the event checker only when an event has to go there. */
const waiting = (name: TimedFunction): Term =>
  name === "event-checker" ? times(assumed("remote-seconds"), "eventful") : assumed("remote-seconds");

function secondsOf(cloud: Cloud, name: TimedFunction, sending: boolean): Expression {
  const work = workOf(name, cloud);
  if (work === "moving" || work === "archiving") return moverSeconds(work, name, sending);
  const seconds = assumed(`${name}.seconds`);
  return BILLED_SECONDS[cloud](runsOf(work), sending ? plus(seconds, waiting(name)) : seconds);
}

/** The parts of a function's name in cells: with `sending` where it waits for another cloud. */
export const timedAs = (name: TimedFunction, sending: boolean): string =>
  sending ? `${name}.sending` : name;

function timeCells(cloud: Cloud, name: TimedFunction, sending: boolean): Cell[] {
  const stem = `${cloud}.${timedAs(name, sending)}`;
  const seconds = secondsOf(cloud, name, sending);
  const about = `${name}${sending ? ", which waits for another cloud" : ""}`;
  const source = MODULES[cloud];
  if (cloud !== "gcp") {
    const text = { unit: "GB-s", about: `memory of ${about}`, source };
    return [cell(`${stem}.gb-seconds`, times(seconds, MEMORY[cloud]), text)];
  }
  return [
    cell(`${stem}.vcpu-seconds`, seconds, { unit: "vCPU-s", about: `processor of ${about}`, source }),
    cell(`${stem}.gib-seconds`, times(`${stem}.vcpu-seconds`, MEMORY.gcp), {
      unit: "GiB-s",
      about: `memory of ${about}`,
      source,
    }),
  ];
}

const RUN_UNITS = { aws: "request", azure: "execution", gcp: "request" } as const;
const RUN_SOURCES = { aws: SOURCES.lambda, azure: SOURCES.flex, gcp: SOURCES.cloudRun } as const;
const LOG_UNITS = { aws: "GB", azure: "GB", gcp: "GiB" } as const;
const LOG_SOURCES = {
  aws: SOURCES.cloudwatch,
  azure: SOURCES.azureMonitor,
  gcp: SOURCES.cloudOperations,
} as const;

/** Lines are kept for 30 days (deployer, log_retention_days). */
const KEPT_DAYS = 30;

function logStorageCell(work: Work): Cell {
  const kept = times(`aws.${work}.logs`, assumed("aws-log-compressed"), over(KEPT_DAYS, "days"));
  return cell(`aws.${work}.log-storage`, kept, {
    unit: "GB-month",
    about: `log lines of one function that runs for ${work}, kept for ${KEPT_DAYS} days`,
    source: SOURCES.cloudwatch,
  });
}

function workCells(cloud: Cloud, work: Work): Cell[] {
  return [
    cell(`${cloud}.${work}.runs`, runsOf(work), {
      unit: RUN_UNITS[cloud],
      about: `runs of one function that runs for ${work}`,
      source: RUN_SOURCES[cloud],
    }),
    cell(`${cloud}.${work}.logs`, over(times(runsOf(work), assumed(`${cloud}-log-bytes`)), GIB), {
      unit: LOG_UNITS[cloud],
      about: `log lines of one function that runs for ${work}`,
      source: LOG_SOURCES[cloud],
    }),
    ...(cloud === "aws" ? [logStorageCell(work)] : []),
  ];
}

/** What runs, time and log lines of functions come to on each cloud. */
export const FUNCTION_CELLS: readonly Cell[] = CLOUDS.flatMap((cloud) => {
  const names = TIMED_FUNCTIONS.filter((name) => cloudsFor(name).includes(cloud));
  const works = [...new Set(names.map((name) => workOf(name, cloud)))];
  return [
    ...works.flatMap((work) => workCells(cloud, work)),
    ...names.flatMap((name) => timeCells(cloud, name, false)),
    ...SENDERS.flatMap((name) => timeCells(cloud, name, true)),
  ];
});
