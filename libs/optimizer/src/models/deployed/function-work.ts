import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud } from "@twin2multicloud/model";
import type { TimedFunction } from "./assumptions.ts";

/** What makes functions run; the cell of that name says how often a month, for movers with `.runs` behind it. */
export type Work =
  | "messages"
  | "batches"
  | "queries"
  | "moving"
  | "archiving"
  | "chunks"
  | "events"
  | "event-action-runs"
  | "errors";

const WORK: Readonly<Record<TimedFunction, Work>> = {
  dispatcher: "messages",
  ingestion: "batches",
  processor: "batches",
  persister: "batches",
  "event-checker": "batches",
  "event-feedback": "events",
  "hot-writer": "batches",
  "hot-reader": "queries",
  "hot-to-cold-mover": "moving",
  "cold-writer": "chunks",
  "cold-to-archive-mover": "archiving",
  "archive-writer": "chunks",
  "twin-updater": "batches",
  "twin-data-connector": "queries",
  "error-reporter": "errors",
  "event-action": "event-action-runs",
  "twin-service": "queries",
};

/** What makes a function run on a cloud: Lambda takes device messages from their queue in batches, the others one by one. */
export function workOf(name: TimedFunction, cloud: Cloud): Work {
  return name === "dispatcher" && cloud === "aws" ? "batches" : WORK[name];
}

/** The cell that says how often a month some work makes a function run. */
export const runsOf = (work: Work): string =>
  work === "moving" || work === "archiving" ? `${work}.runs` : work;

const ONLY_ON: Readonly<Partial<Record<TimedFunction, readonly Cloud[]>>> = {
  "twin-updater": ["azure", "gcp"],
  "twin-data-connector": ["aws"],
  "twin-service": ["gcp"],
};

/** The clouds that a function may stand on. */
export const cloudsFor = (name: TimedFunction): readonly Cloud[] => ONLY_ON[name] ?? CLOUDS;

/** The functions that wait for another cloud's answer where their edge crosses. */
export const SENDERS: readonly TimedFunction[] = [
  "dispatcher",
  "persister",
  "event-checker",
  "hot-to-cold-mover",
  "cold-to-archive-mover",
];

/** Every function that is timed. */
export const TIMED_FUNCTIONS = Object.keys(WORK).filter((name): name is TimedFunction => name in WORK);
