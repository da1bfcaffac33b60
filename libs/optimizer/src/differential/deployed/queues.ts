import type { Cloud } from "@twin2multicloud/model";
import type { Line } from "./runtime.ts";
import { GIB, SECONDS } from "./volumes.ts";
import type { Volumes } from "./volumes.ts";

/** An alarm on dead letters, or on a scheduled function. */
export const ALARM: Readonly<Record<Cloud, Line>> = {
  aws: ["aws.cloudwatch.alarm", 1],
  azure: ["azure.monitor.alert", 1],
  gcp: ["gcp.monitoring.alert", 1],
};

/** How often queues are asked in vain. */
export const POLLS = { aws: (5 * SECONDS) / 20, azure: SECONDS };

/** Pub/Sub counts what is published and what is pushed, 1 KiB at least. */
export const throughPubSub = (messages: number, bytes: number): number =>
  (2 * messages * Math.max(1024, bytes)) / GIB;

/** The queue of a hop between functions. */
export function hop(cloud: Cloud, { batches, messages, record }: Volumes): Line {
  switch (cloud) {
    case "aws":
      return ["aws.sqs.request", 2 * batches + Math.max(POLLS.aws, batches)];
    case "azure":
      return ["azure.queue.operation", 2 * batches + Math.max(POLLS.azure, batches)];
    default:
      return ["gcp.pubsub.throughput", throughPubSub(batches, (messages / batches) * (record + 66))];
  }
}

/** The queue of commands to devices. */
export function commandHop(cloud: Cloud, { events }: Volumes): Line {
  switch (cloud) {
    case "aws":
      return ["aws.sqs.request", 2 * events + Math.max(POLLS.aws, events)];
    case "azure":
      return ["azure.queue.operation", 2 * events + Math.max(POLLS.azure, events)];
    default:
      return ["gcp.pubsub.throughput", throughPubSub(events, 0)];
  }
}
