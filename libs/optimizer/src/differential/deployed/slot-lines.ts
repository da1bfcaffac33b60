import { blocks } from "./month.ts";
import type { Month, SlotLines } from "./month.ts";
import { ALARM, POLLS, throughPubSub } from "./queues.ts";
import type { Line } from "./runtime.ts";
import { L3_ARCHIVE, L3_COLD, L3_HOT } from "./storage-lines.ts";
import { GIB, HOURS, hubUnits, SECONDS } from "./volumes.ts";

function hubCost({ given, effects, list }: Month): number {
  const costs = hubUnits(given, effects.feedback).map(
    ({ size, units }) => units * list.price(`azure.iot-hub.${size}`),
  );
  return Math.min(...costs);
}

/** The price of what is billed in dollars already. */
export const DOLLARS = "dollars";

const L1: SlotLines["l1"] = {
  aws: ({ v, effects }) => [
    ["aws.iot-core.connection-minute", v.devices * HOURS * 60],
    ["aws.iot-core.message", v.messages * blocks(v.size, 5) + (effects.feedback ? 2 * v.events : 0)],
    ["aws.iot-core.rule", 2 * v.messages * blocks(v.size, 5)],
    [
      "aws.sqs.request",
      v.messages +
        Math.max(POLLS.aws, v.batches, (v.messages * v.size * 1024 * (4 / 3)) / 65_536) +
        v.batches,
    ],
    ALARM.aws,
  ],
  azure: (month) => [
    [DOLLARS, hubCost(month)],
    ["azure.event-grid.operation", 2 * month.v.messages],
    ["azure.queue.operation", 2 * month.v.messages + Math.max(POLLS.azure, month.v.batches)],
    ALARM.azure,
  ],
  gcp: ({ v, effects }) => [
    ["gcp.pubsub.throughput", throughPubSub(v.messages, v.size * 1024)],
    ["gcp.pubsub.throughput", effects.feedback ? throughPubSub(v.events, 0) : 0],
    ALARM.gcp,
  ],
};

const workflow = ({ v, effects }: Month): number => (effects.workflow ? v.workflowActions : 0);

const L2: SlotLines["l2"] = {
  aws: (month) => [["aws.step-functions.transition", workflow(month)]],
  azure: (month) => [["azure.logic-apps.action", workflow(month)]],
  gcp: (month) => [["gcp.workflows.step", workflow(month)]],
};

/** One model in S3 that each user loads once a day. */
function scene({ given, v, effects }: Month): Line[] {
  if (!effects.scene) return [];
  const loads = v.users * v.days;
  return [
    ["aws.s3-standard.storage", given.average3DModelSizeInMB / 1024],
    ["aws.s3-standard.get", loads],
    ["aws.egress", (loads * given.average3DModelSizeInMB) / 1000],
  ];
}

const L4: SlotLines["l4"] = {
  aws: (month) => [
    ["aws.twinmaker.entity", month.given.entityCount + blocks(month.v.devices, 30)],
    ["aws.twinmaker.query", month.v.queries],
    ["aws.twinmaker.api-call", month.v.queries * month.v.callsOfPage],
    ...scene(month),
  ],
  azure: ({ given, v }) => [
    ["azure.digital-twins.operation", v.messages * blocks(v.size, 1) + v.queries * blocks(v.answer, 1)],
    ["azure.digital-twins.query-unit", v.queries * given.averageDigitalTwinQueryUnitsPerQuery],
  ],
  gcp: ({ given, v }) => [
    ["gcp.firestore.write", v.messages],
    [
      "gcp.firestore.read",
      v.queries * Math.ceil(Math.max(given.averageDigitalTwinQueryUnitsPerQuery, v.answer / 2)),
    ],
    ["gcp.firestore.storage", ((v.devices + given.entityCount) * 2048) / GIB],
  ],
};

const L5: SlotLines["l5"] = {
  aws: ({ given }) => [
    ["aws.grafana.editor", given.amountOfActiveEditors],
    ["aws.grafana.viewer", given.amountOfActiveViewers],
  ],
  azure: ({ v }) => [
    ["azure.grafana.user", v.users],
    ["azure.grafana.hour", HOURS],
  ],
  gcp: () => [
    ["gcp.cloud-run.vcpu-second", SECONDS],
    ["gcp.cloud-run.gib-second", SECONDS],
    ["gcp.storage-standard.storage", 1],
    ["gcp.artifact-registry.storage", 0.2],
  ],
};

/** What the services of each slot are billed. */
export const SLOT_LINES: SlotLines = {
  l1: L1,
  l2: L2,
  "l3-hot": L3_HOT,
  "l3-cold": L3_COLD,
  "l3-archive": L3_ARCHIVE,
  l4: L4,
  l5: L5,
};
