import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import { repo, SOURCES } from "./sources.ts";

const SECRETS = repo("libs/model/src/environment.ts, SECRET_ENVIRONMENT");
const MODULES = repo("docs/deployed-model.md, what is priced");

/** What one secret, alarm, schedule, metric or image comes to; each is charged as often as it occurs. */
export const UPKEEP_CELLS: readonly Cell[] = [
  cell("aws.secret", 1, { unit: "secret-month", about: "one secret of a function", source: SECRETS }),
  cell("aws.secret.reads", assumed("secret-reads"), {
    unit: "request",
    about: "reads of one secret",
    source: SOURCES.secretsManager,
  }),
  cell("azure.secret.reads", assumed("secret-reads"), {
    unit: "operation",
    about: "reads of one secret; keeping it is free",
    source: SOURCES.keyVault,
  }),
  cell("gcp.secret", 1, { unit: "version-month", about: "one secret of a function", source: SECRETS }),
  cell("gcp.secret.reads", assumed("secret-reads"), {
    unit: "access",
    about: "reads of one secret",
    source: SOURCES.secretManager,
  }),
  cell("aws.alarm", 1, {
    unit: "alarm-month",
    about: "an alarm on dead letters of a hop, or on a scheduled function",
    source: MODULES,
  }),
  cell("azure.alarm", 1, {
    unit: "alert-month",
    about: "an alert on dead letters of a hop, or on a scheduled function",
    source: MODULES,
  }),
  cell("gcp.alarm", 1, {
    unit: "condition-month",
    about: "an alert on dead letters of a hop, or on a scheduled function",
    source: MODULES,
  }),
  cell("aws.metric", 1, {
    unit: "metric-month",
    about: "a counted event as a metric of its own",
    source: repo("terraform/modules/aws/function/logs.tf"),
  }),
  cell("aws.schedule", "daily-runs", {
    unit: "invocation",
    about: "scheduled runs of a mover",
    source: SOURCES.scheduler,
  }),
  cell("gcp.schedule", 1, {
    unit: "job-month",
    about: "the schedule of a mover",
    source: SOURCES.cloudScheduler,
  }),
  cell("gcp.image", assumed("image-gib"), {
    unit: "GiB-month",
    about: "the image of a function or service",
    source: SOURCES.artifactRegistry,
  }),
];
