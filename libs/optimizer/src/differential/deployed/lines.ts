import type { Cloud, DeployedScenario, Slot } from "@twin2multicloud/model";
import type { PriceList } from "../brute-force.ts";
import type { Part, Sent } from "./parts.ts";
import { runnerLines } from "./runtime.ts";
import type { Line } from "./runtime.ts";
import { GIB, HOURS, hubUnits, SECONDS } from "./volumes.ts";
import type { Volumes } from "./volumes.ts";

/** The switches as they take effect: nothing follows events that are not looked for. */
export interface Effects {
  readonly scene: boolean;
  readonly events: boolean;
  readonly feedback: boolean;
  readonly workflow: boolean;
}

/** What lines are worked out from. */
export interface Month {
  readonly given: DeployedScenario;
  readonly v: Volumes;
  readonly effects: Effects;
  readonly list: PriceList;
}

/** Whole blocks that a size fills. */
const blocks = (size: number, block: number): number => Math.ceil(size / block);

const ALARM: Readonly<Record<Cloud, Line>> = {
  aws: ["aws.cloudwatch.alarm", 1],
  azure: ["azure.monitor.alert", 1],
  gcp: ["gcp.monitoring.alert", 1],
};

const SECRET: Readonly<Record<Cloud, readonly Line[]>> = {
  aws: [
    ["aws.secrets-manager.secret", 1],
    ["aws.secrets-manager.request", 1000],
  ],
  azure: [["azure.key-vault.operation", 1000]],
  gcp: [
    ["gcp.secret-manager.version", 1],
    ["gcp.secret-manager.access", 1000],
  ],
};

const POLLS = { aws: (5 * SECONDS) / 20, azure: SECONDS };

/** Pub/Sub counts what is published and what is pushed, 1 KiB at least. */
const throughPubSub = (messages: number, bytes: number): number =>
  (2 * messages * Math.max(1024, bytes)) / GIB;

function hop(cloud: Cloud, { batches, messages, record }: Volumes): Line {
  switch (cloud) {
    case "aws":
      return ["aws.sqs.request", 2 * batches + Math.max(POLLS.aws, batches)];
    case "azure":
      return ["azure.queue.operation", 2 * batches + Math.max(POLLS.azure, batches)];
    default:
      return ["gcp.pubsub.throughput", throughPubSub(batches, (messages / batches) * (record + 66))];
  }
}

function commandHop(cloud: Cloud, { events }: Volumes): Line {
  switch (cloud) {
    case "aws":
      return ["aws.sqs.request", 2 * events + Math.max(POLLS.aws, events)];
    case "azure":
      return ["azure.queue.operation", 2 * events + Math.max(POLLS.azure, events)];
    default:
      return ["gcp.pubsub.throughput", throughPubSub(events, 0)];
  }
}

const REQUEST = 700;
const ANSWER = 500;

/** The bytes that leave a cloud for what it sends. */
function sentBytes(sent: Sent, v: Volumes): number {
  switch (sent) {
    case "readings":
      return v.messages * (v.record + 176) + v.batches * REQUEST;
    case "answers":
      return v.batches * ANSWER;
    case "commands":
      return v.events * (512 + REQUEST);
    case "thanks":
      return v.events * ANSWER;
    case "chunks":
      return v.chunkBytes + v.chunks * REQUEST;
    case "receipts":
      return v.chunks * ANSWER;
    case "pages":
      return v.queries * (100 * v.record + ANSWER);
    case "states":
      return v.queries * (v.answer * 1024 + ANSWER);
    default:
      return v.queries * REQUEST;
  }
}

function egress(cloud: Cloud, sent: Sent, v: Volumes): Line {
  return [`${cloud}.egress`, sentBytes(sent, v) / (cloud === "gcp" ? GIB : 1e9)];
}

/** What stands in a slot besides functions: by slot, then by cloud. */
type SlotLines = Readonly<Record<Slot, Readonly<Record<Cloud, (month: Month) => Line[]>>>>;

/** Months that something is billed when it stays some days, at least so many. */
const monthsOf = (days: number, least: number, v: Volumes): number => Math.max(days, least) / v.days;

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

/** Readings wait half a day for the daily run. */
const hotMonths = (v: Volumes): number => (v.hot + 0.5) / v.days;

/** Readings that a page looks at. */
const PAGE = 102;

const L3_HOT: SlotLines["l3-hot"] = {
  aws: ({ v }) => {
    const item = v.record + 80;
    const stored = (v.messages * (item + 100) * hotMonths(v)) / GIB;
    return [
      ["aws.dynamodb.write-unit", 2 * v.messages * blocks(item, 1024)],
      [
        "aws.dynamodb.read-unit",
        v.queries * blocks(PAGE * item, 4096) + (v.messages * item) / 4096 + v.chunks,
      ],
      ["aws.dynamodb.storage", stored],
      ["aws.dynamodb.backup", stored],
    ];
  },
  azure: ({ v }) => {
    const kib = (v.record + 350) / 1024;
    return [
      [
        "azure.cosmos.request-unit",
        2 * v.messages * (4.3 + 0.7 * kib) +
          v.queries * (5 + 0.5 * PAGE * kib) +
          5 * v.chunks +
          0.5 * v.messages * kib,
      ],
      ["azure.cosmos.storage", (v.messages * kib * 1024 * hotMonths(v)) / GIB],
    ];
  },
  gcp: ({ v }) => [
    ["gcp.firestore.write", v.messages],
    ["gcp.firestore.delete", v.messages],
    ["gcp.firestore.read", v.queries * PAGE + v.messages + v.chunks],
    ["gcp.firestore.storage", (v.messages * (v.record + 900) * hotMonths(v)) / GIB],
  ],
};

const COLD_DAYS = 30;

const L3_COLD: SlotLines["l3-cold"] = {
  aws: ({ v }) => [
    ["aws.s3-ia.put", v.chunks + v.listings],
    ["aws.s3-ia.get", 2 * v.chunks],
    ["aws.s3-ia.retrieval", v.chunkBytes / GIB],
    [
      "aws.s3-ia.storage",
      (Math.max(v.chunkBytes, v.chunks * 128 * 1024) * monthsOf(v.cold, COLD_DAYS, v)) / GIB,
    ],
  ],
  azure: ({ v }) => [
    ["azure.blob-cool.write", v.chunks + v.listings],
    ["azure.blob-cool.read", 2 * v.chunks],
    ["azure.blob-cool.retrieval", v.chunkBytes / GIB],
    ["azure.blob-cool.storage", (v.chunkBytes * monthsOf(v.cold, COLD_DAYS, v)) / GIB],
  ],
  gcp: ({ v }) => [
    ["gcp.storage-nearline.class-a", v.chunks + v.listings],
    ["gcp.storage-nearline.class-b", 2 * v.chunks],
    ["gcp.storage-nearline.retrieval", v.chunkBytes / GIB],
    ["gcp.storage-nearline.storage", (v.chunkBytes * monthsOf(v.cold, COLD_DAYS, v)) / GIB],
  ],
};

const L3_ARCHIVE: SlotLines["l3-archive"] = {
  aws: ({ v }) => {
    const months = monthsOf(v.archive, 180, v);
    return [
      ["aws.s3-deep-archive.put", v.chunks],
      ["aws.s3-deep-archive.storage", ((v.chunkBytes + v.chunks * 32 * 1024) * months) / GIB],
      ["aws.s3-standard.storage", (v.chunks * 8 * 1024 * months) / GIB],
    ];
  },
  azure: ({ v }) => [
    ["azure.blob-archive.write", v.chunks],
    ["azure.blob-archive.storage", (v.chunkBytes * monthsOf(v.archive, 180, v)) / GIB],
  ],
  gcp: ({ v }) => [
    ["gcp.storage-archive.class-a", v.chunks],
    ["gcp.storage-archive.storage", (v.chunkBytes * monthsOf(v.archive, 365, v)) / GIB],
  ],
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

const SLOT_LINES: SlotLines = {
  l1: L1,
  l2: L2,
  "l3-hot": L3_HOT,
  "l3-cold": L3_COLD,
  "l3-archive": L3_ARCHIVE,
  l4: L4,
  l5: L5,
};

function scheduleLines(cloud: Cloud, v: Volumes): Line[] {
  if (cloud === "azure") return [ALARM.azure];
  return cloud === "aws"
    ? [ALARM.aws, ["aws.eventbridge.schedule", v.runsOfMover]]
    : [ALARM.gcp, ["gcp.scheduler.job", 1]];
}

/** What a part is billed in a month. */
export function linesOf(part: Part, month: Month): readonly Line[] {
  const { cloud } = part;
  const { v } = month;
  switch (part.of) {
    case "run":
      return runnerLines(part.name, cloud, { v, waits: part.waits });
    case "secret":
      return SECRET[cloud];
    case "schedule":
      return scheduleLines(cloud, v);
    case "hop":
      return [hop(cloud, v), ALARM[cloud]];
    case "command-hop":
      return [commandHop(cloud, v), ALARM[cloud]];
    case "metric":
      return [["aws.cloudwatch.metric", 1]];
    case "egress":
      return [egress(cloud, part.sent, v)];
    default:
      return SLOT_LINES[part.slot][cloud](month);
  }
}
