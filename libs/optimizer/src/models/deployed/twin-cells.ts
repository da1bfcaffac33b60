import { ceiling, largest, over, plus, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import { repo, SOURCES } from "./sources.ts";

const GIB = 1024 ** 3;
const ARCHITECTURE = repo("docs/deployed-model.md, what is priced");

/** A unified data access call brings at most so much. */
const TWINMAKER_CALL_BYTES = 20 * 1024;

const AWS: readonly Cell[] = [
  cell("aws.twin.entities", plus("entities", ceiling(over("devices", assumed("components-per-entity")))), {
    unit: "entity-month",
    about: "entities of the twin, and those whose components the devices are",
    source: SOURCES.twinMaker,
  }),
  cell("aws.twin.queries", "queries", {
    unit: "query",
    about: "questions for the twin's state",
    source: SOURCES.twinMaker,
  }),
  cell("aws.twin.calls", times("queries", ceiling(over("page.bytes", TWINMAKER_CALL_BYTES))), {
    unit: "api-call",
    about: "questions for readings, which TwinMaker asks of the data connector, in blocks of 20 KiB",
    source: SOURCES.twinMaker,
  }),
  cell("aws.twin.scene", over(times(assumed("scenes"), "model-size"), 1024), {
    unit: "GB-month",
    about: "3D models in S3",
    source: SOURCES.s3,
  }),
];

const AZURE: readonly Cell[] = [
  cell("azure.twin.updates", times("messages", ceiling("size")), {
    unit: "operation",
    about: "each reading updates its twin, in blocks of 1 KiB",
    source: SOURCES.digitalTwins,
  }),
  cell("azure.twin.answers", times("queries", ceiling("response-size")), {
    unit: "operation",
    about: "answers to queries, in blocks of 1 KiB",
    source: SOURCES.digitalTwins,
  }),
  cell("azure.twin.query-units", times("queries", "query-units"), {
    unit: "query-unit",
    about: "query units of questions for the twin's state",
    source: SOURCES.digitalTwins,
  }),
];

const GCP: readonly Cell[] = [
  cell("gcp.twin.updates", "messages", {
    unit: "write",
    about: "each reading updates the document of its twin",
    source: SOURCES.firestore,
  }),
  cell(
    "gcp.twin.reads",
    times(
      "queries",
      ceiling(largest("query-units", over(times("response-size", 1024), assumed("twin-bytes")))),
    ),
    {
      unit: "read",
      about:
        "documents that a question for the twin's state reads: one for each query unit or 2 KiB of answer",
      source: ARCHITECTURE,
    },
  ),
  cell("gcp.twin.storage", over(times(plus("devices", "entities"), assumed("twin-bytes")), GIB), {
    unit: "GiB-month",
    about: "documents of devices and entities",
    source: SOURCES.firestoreSize,
  }),
];

const DASHBOARDS: readonly Cell[] = [
  cell("aws.grafana.editors", "editors", {
    unit: "editor-month",
    about: "users who edit",
    source: SOURCES.managedGrafana,
  }),
  cell("aws.grafana.viewers", "viewers", {
    unit: "viewer-month",
    about: "users who look",
    source: SOURCES.managedGrafana,
  }),
  cell("azure.grafana.users", plus("editors", "viewers"), {
    unit: "user-month",
    about: "users",
    source: SOURCES.azureGrafana,
  }),
  cell("azure.grafana.hours", 730, {
    unit: "hour",
    about: "one workspace, all the time",
    source: SOURCES.azureGrafana,
  }),
  cell("gcp.grafana.vcpu-seconds", "seconds", {
    unit: "vCPU-s",
    about: "one instance with one processor, all the time",
    source: SOURCES.cloudRun,
  }),
  cell("gcp.grafana.gib-seconds", times("seconds", assumed("grafana-gib")), {
    unit: "GiB-s",
    about: "memory of that instance",
    source: SOURCES.cloudRun,
  }),
  cell("gcp.grafana.storage", assumed("grafana-gib"), {
    unit: "GiB-month",
    about: "Grafana's own data",
    source: SOURCES.cloudStorage,
  }),
];

const WORKFLOWS: readonly Cell[] = [
  { name: "aws.workflow.actions", unit: "transition", source: SOURCES.stepFunctions },
  { name: "azure.workflow.actions", unit: "action", source: SOURCES.logicApps },
  { name: "gcp.workflow.actions", unit: "step", source: SOURCES.workflows },
].map(({ name, ...text }) =>
  cell(name, times("events", "workflow-actions"), {
    ...text,
    about: "actions of the workflows that events start",
  }),
);

/** What twins, dashboards and workflows come to. */
export const TWIN_CELLS: readonly Cell[] = [...AWS, ...AZURE, ...GCP, ...DASHBOARDS, ...WORKFLOWS];
