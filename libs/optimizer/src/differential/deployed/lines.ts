import type { Cloud } from "@twin2multicloud/model";
import { egress } from "./egress.ts";
import type { Month } from "./month.ts";
import type { Part } from "./parts.ts";
import { ALARM, commandHop, hop } from "./queues.ts";
import { runnerLines } from "./runtime.ts";
import type { Line } from "./runtime.ts";
import { SLOT_LINES } from "./slot-lines.ts";
import type { Volumes } from "./volumes.ts";

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
