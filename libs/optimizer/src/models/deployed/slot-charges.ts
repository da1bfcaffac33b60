import type { Cloud, Slot } from "@twin2multicloud/model";
import type { Charge, MoverId } from "../../model/cost-model.ts";
import { chargesOf, inSlot, ofMover } from "./charge.ts";
import type { Line } from "./charge.ts";
import { HOP_METERS } from "./edge-charges.ts";
import { ALARM, runLines } from "./function-charges.ts";

/** The switches of a scenario, as they take effect. */
export interface Switches {
  readonly scene: boolean;
  readonly events: boolean;
  readonly feedback: boolean;
  readonly workflow: boolean;
}

type Lines = Readonly<Record<Cloud, readonly Line[]>>;

const NONE: Lines = { aws: [], azure: [], gcp: [] };

const EDGE_OF_DEVICES: Lines = {
  aws: [
    ["devices", "aws.iot-core.connection-minute", "aws.iot.connection-minutes"],
    ["devices", "aws.iot-core.message", "aws.iot.messages"],
    ["devices", "aws.iot-core.rule", "aws.iot.rules"],
  ],
  azure: [["event-grid", "azure.event-grid.operation", "azure.event-grid"]],
  gcp: [],
};

const COMMANDS: Lines = {
  ...NONE,
  aws: [["commands", "aws.iot-core.message", "aws.iot.feedback"]],
  // A device's commands wait in a subscription of their own: published and delivered like a hop.
  gcp: [["commands", "gcp.pubsub.throughput", "gcp.feedback-hop"]],
};

const HOT: Lines = {
  aws: [
    ["writes", "aws.dynamodb.write-unit", "aws.hot.writes"],
    ["reads", "aws.dynamodb.read-unit", "aws.hot.page-reads"],
    ["storage", "aws.dynamodb.storage", "aws.hot.storage"],
    ["backup", "aws.dynamodb.backup", "aws.hot.backup"],
  ],
  azure: [
    ["writes", "azure.cosmos.request-unit", "azure.hot.writes"],
    ["reads", "azure.cosmos.request-unit", "azure.hot.page-reads"],
    ["storage", "azure.cosmos.storage", "azure.hot.storage"],
  ],
  gcp: [
    ["writes", "gcp.firestore.write", "gcp.hot.writes"],
    ["reads", "gcp.firestore.read", "gcp.hot.page-reads"],
    ["storage", "gcp.firestore.storage", "gcp.hot.storage"],
  ],
};

const COLD: Lines = {
  aws: [["storage", "aws.s3-ia.storage", "aws.cold.storage"]],
  azure: [["storage", "azure.blob-cool.storage", "azure.cold.storage"]],
  gcp: [["storage", "gcp.storage-nearline.storage", "gcp.cold.storage"]],
};

const ARCHIVE: Lines = {
  aws: [
    ["storage", "aws.s3-deep-archive.storage", "aws.archive.storage"],
    ["storage", "aws.s3-standard.storage", "aws.archive.index"],
  ],
  azure: [["storage", "azure.blob-archive.storage", "azure.archive.storage"]],
  gcp: [["storage", "gcp.storage-archive.storage", "gcp.archive.storage"]],
};

const TWIN: Lines = {
  aws: [
    ["entities", "aws.twinmaker.entity", "aws.twin.entities"],
    ["queries", "aws.twinmaker.query", "aws.twin.queries"],
    ["queries", "aws.twinmaker.api-call", "aws.twin.calls"],
  ],
  azure: [
    ["updates", "azure.digital-twins.operation", "azure.twin.updates"],
    ["queries", "azure.digital-twins.operation", "azure.twin.answers"],
    ["queries", "azure.digital-twins.query-unit", "azure.twin.query-units"],
  ],
  gcp: [
    ["updates", "gcp.firestore.write", "gcp.twin.updates"],
    ["queries", "gcp.firestore.read", "gcp.twin.reads"],
    ["storage", "gcp.firestore.storage", "gcp.twin.storage"],
    ...runLines("gcp", "twin-service"),
  ],
};

const SCENE: Lines = {
  ...NONE,
  aws: [
    ["scene", "aws.s3-standard.storage", "aws.twin.scene"],
    ["scene", "aws.s3-standard.get", "scene.loads"],
    ["scene", "aws.egress", "scene.egress"],
  ],
};

const DASHBOARDS: Lines = {
  aws: [
    ["users", "aws.grafana.editor", "aws.grafana.editors"],
    ["users", "aws.grafana.viewer", "aws.grafana.viewers"],
  ],
  azure: [
    ["users", "azure.grafana.user", "azure.grafana.users"],
    ["workspace", "azure.grafana.hour", "azure.grafana.hours"],
  ],
  gcp: [
    ["grafana", "gcp.cloud-run.vcpu-second", "gcp.grafana.vcpu-seconds"],
    ["grafana", "gcp.cloud-run.gib-second", "gcp.grafana.gib-seconds"],
    ["storage", "gcp.storage-standard.storage", "gcp.grafana.storage"],
    ["images", "gcp.artifact-registry.storage", "gcp.image"],
  ],
};

/** Actions call functions of the same cloud: built in on Azure, internal steps on Google Cloud. */
const WORKFLOWS: Lines = {
  aws: [["workflows", "aws.step-functions.transition", "aws.workflow.actions"]],
  azure: [["workflows", "azure.logic-apps.action", "azure.workflow.actions"]],
  gcp: [["workflows", "gcp.workflows.step", "gcp.workflow.actions"]],
};

const MOVED_FROM_HOT: Lines = {
  aws: [
    ["hot-reads", "aws.dynamodb.read-unit", "aws.hot.mover-reads"],
    ["hot-deletes", "aws.dynamodb.write-unit", "aws.hot.deletes"],
  ],
  azure: [
    ["hot-reads", "azure.cosmos.request-unit", "azure.hot.mover-reads"],
    ["hot-deletes", "azure.cosmos.request-unit", "azure.hot.deletes"],
  ],
  gcp: [
    ["hot-reads", "gcp.firestore.read", "gcp.hot.mover-reads"],
    ["hot-deletes", "gcp.firestore.delete", "gcp.hot.deletes"],
  ],
};

const MOVED_TO_COLD: Lines = {
  aws: [
    ["cold-writes", "aws.s3-ia.put", "aws.cold.writes"],
    ["cold-checks", "aws.s3-ia.get", "aws.cold.checks"],
  ],
  azure: [
    ["cold-writes", "azure.blob-cool.write", "azure.cold.writes"],
    ["cold-checks", "azure.blob-cool.read", "azure.cold.checks"],
  ],
  gcp: [
    ["cold-writes", "gcp.storage-nearline.class-a", "gcp.cold.writes"],
    ["cold-checks", "gcp.storage-nearline.class-b", "gcp.cold.checks"],
  ],
};

const MOVED_FROM_COLD: Lines = {
  aws: [
    ["cold-reads", "aws.s3-ia.get", "aws.cold.reads"],
    ["cold-retrieval", "aws.s3-ia.retrieval", "aws.cold.retrieval"],
  ],
  azure: [
    ["cold-reads", "azure.blob-cool.read", "azure.cold.reads"],
    ["cold-retrieval", "azure.blob-cool.retrieval", "azure.cold.retrieval"],
  ],
  gcp: [
    ["cold-reads", "gcp.storage-nearline.class-b", "gcp.cold.reads"],
    ["cold-retrieval", "gcp.storage-nearline.retrieval", "gcp.cold.retrieval"],
  ],
};

const MOVED_TO_ARCHIVE: Lines = {
  aws: [["archive-writes", "aws.s3-deep-archive.put", "aws.archive.writes"]],
  azure: [["archive-writes", "azure.blob-archive.write", "azure.archive.writes"]],
  gcp: [["archive-writes", "gcp.storage-archive.class-a", "gcp.archive.writes"]],
};

/** What movers do with the storage of a slot. */
const MOVES: Readonly<Partial<Record<Slot, readonly (readonly [MoverId, Lines])[]>>> = {
  "l3-hot": [["hot_to_cold", MOVED_FROM_HOT]],
  "l3-cold": [
    ["hot_to_cold", MOVED_TO_COLD],
    ["cold_to_archive", MOVED_FROM_COLD],
  ],
  "l3-archive": [["cold_to_archive", MOVED_TO_ARCHIVE]],
};

function deviceLines(cloud: Cloud, feedback: boolean): Line[] {
  return [
    ...EDGE_OF_DEVICES[cloud],
    ["hops", HOP_METERS[cloud], `${cloud}.device-queue`],
    ALARM[cloud],
    ...(feedback ? COMMANDS[cloud] : []),
  ];
}

function eventLines(cloud: Cloud, { events, workflow }: Switches): readonly Line[] {
  return [...(events ? runLines(cloud, "event-action") : []), ...(workflow ? WORKFLOWS[cloud] : [])];
}

/** What each slot's services are billed on each cloud, by the switches of the scenario. */
const LINES: Readonly<Record<Slot, (cloud: Cloud, switches: Switches) => readonly Line[]>> = {
  l1: (cloud, { feedback }) => deviceLines(cloud, feedback),
  l2: eventLines,
  "l3-hot": (cloud) => HOT[cloud],
  "l3-cold": (cloud) => COLD[cloud],
  "l3-archive": (cloud) => ARCHIVE[cloud],
  l4: (cloud, { scene }) => (scene ? [...TWIN[cloud], ...SCENE[cloud]] : TWIN[cloud]),
  l5: (cloud) => DASHBOARDS[cloud],
};

/** IoT Hub is bought in units, whose cheapest number the sheet works out to the end. */
function hubCharges(slot: Slot, cloud: Cloud, { feedback }: Switches): Charge[] {
  if (slot !== "l1" || cloud !== "azure") return [];
  const amount = feedback ? "azure.hub-feedback.cost" : "azure.hub.cost";
  return [{ cloud, place: inSlot(slot)("iot-hub"), amount }];
}

/** Everything that the services of a slot are billed, besides its functions and edges. */
export function slotCharges(slot: Slot, cloud: Cloud, switches: Switches): Charge[] {
  return [
    ...chargesOf(cloud, inSlot(slot), LINES[slot](cloud, switches)),
    ...hubCharges(slot, cloud, switches),
    ...(MOVES[slot] ?? []).flatMap(([mover, lines]) => chargesOf(cloud, ofMover(mover), lines[cloud])),
  ];
}
