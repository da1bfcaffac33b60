import { largest, over, plus, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { repo, SOURCES } from "./sources.ts";

const GIB = 1024 ** 3;

/** Lambda polls a queue with five pollers, each of which waits 20 s when nothing comes (queues.tf). */
const POLLERS = 5;
const POLL_SECONDS = 20;

/** The Functions host asks an empty queue once a second (`maxPollingInterval` in host.json). */
const HOST_POLLS_PER_SECOND = 1;

/** SQS bills requests in blocks of 64 KiB. */
const SQS_BLOCK_BYTES = 64 * 1024;

/** Pub/Sub counts at least 1 KiB for each message that is published or delivered. */
const PUBSUB_LEAST_BYTES = 1024;

const sqs = { unit: "request", source: SOURCES.sqs } as const;
const storageQueue = { unit: "operation", source: SOURCES.queueStorage } as const;
const pubsub = { unit: "GiB", source: SOURCES.pubsub } as const;

const AWS: readonly Cell[] = [
  cell("aws.polls", over(times(POLLERS, "seconds"), POLL_SECONDS), {
    unit: "request",
    about: "long polls of an idle queue",
    source: SOURCES.sqsPolling,
  }),
  cell(
    "aws.device-queue",
    plus(
      "messages",
      largest("aws.polls", "batches", over(times("messages", "size", 1024, over(4, 3)), SQS_BLOCK_BYTES)),
      "batches",
    ),
    {
      ...sqs,
      about:
        "the queue before the dispatcher: each message sent in base64, taken in batches of at least one block each or polled for, deleted in batches",
    },
  ),
  cell("aws.hop", plus(times(2, "batches"), largest("aws.polls", "batches")), {
    ...sqs,
    about: "a hop between functions: sent, taken or polled for, deleted",
  }),
  cell("aws.feedback-hop", plus(times(2, "events"), largest("aws.polls", "events")), {
    ...sqs,
    about: "the hop to event-feedback: sent, taken or polled for, deleted",
  }),
];

const AZURE: readonly Cell[] = [
  cell("azure.polls", times(HOST_POLLS_PER_SECOND, "seconds"), {
    unit: "operation",
    about: "polls of an idle queue",
    source: repo("functions/azure/src/host-json.ts"),
  }),
  cell("azure.device-queue", plus(times(2, "messages"), largest("azure.polls", "batches")), {
    ...storageQueue,
    about:
      "the queue before the dispatcher: put by Event Grid, taken several at once or polled for, deleted one by one",
  }),
  cell("azure.hop", plus(times(2, "batches"), largest("azure.polls", "batches")), {
    ...storageQueue,
    about: "a hop between functions: put, taken or polled for, deleted",
  }),
  cell("azure.feedback-hop", plus(times(2, "events"), largest("azure.polls", "events")), {
    ...storageQueue,
    about: "the hop to event-feedback: put, taken or polled for, deleted",
  }),
];

const GCP: readonly Cell[] = [
  cell(
    "gcp.device-queue",
    over(times(2, "messages", largest(PUBSUB_LEAST_BYTES, times("size", 1024))), GIB),
    {
      ...pubsub,
      about: "the topic before the dispatcher: published by devices and pushed one by one",
    },
  ),
  cell("gcp.hop", over(times(2, "batches", largest(PUBSUB_LEAST_BYTES, "hop.bytes")), GIB), {
    ...pubsub,
    about: "a hop between functions: published and pushed",
  }),
  cell("gcp.feedback-hop", over(times(2, "events", PUBSUB_LEAST_BYTES), GIB), {
    ...pubsub,
    about: "the hop to event-feedback: published and pushed",
  }),
];

/** What the durable hops inside each cloud come to. */
export const HOP_CELLS: readonly Cell[] = [...AWS, ...AZURE, ...GCP];
