import { largest, metered, over, plus, price, times } from "../../sheet/expression.ts";
import { componentsOf } from "./component.ts";
import type { Component } from "./component.ts";
import { functionsOfL2 } from "./functions-of-l2.ts";

const component = componentsOf("gcp");

const KIB_PER_GIB = 1024 ** 2;

/** What the predecessor takes for the steps of a workflow, whatever the scenario says. */
const WORKFLOW_STEPS = 3;

/** What the slots cost on Google Cloud, where the predecessor knows neither l4 nor l5. */
export const GCP_COMPONENTS: readonly Component[] = [
  component("l1", "pubsub", {
    cost: times(over(times("messages", largest("size", 1)), KIB_PER_GIB), price("gcp.pubsub.throughput")),
    about: "Pub/Sub: data of all messages, each of at least 1 KiB",
  }),
  component.ofFunction("l1", "dispatcher_function", {
    invocations: "messages",
    about: "the function that takes each message in",
  }),
  ...functionsOfL2("gcp", "function"),
  component("l2", "cloud_workflows", {
    cost: times("messages", WORKFLOW_STEPS, price("gcp.workflows.external-step")),
    about: "Workflows: the notification workflow, for each message and not for each event",
    needs: "workflow",
  }),
  component("l3-hot", "firestore", {
    cost: plus(
      times("messages", price("gcp.firestore.write-baseline")),
      times("queries", price("gcp.firestore.read")),
      metered("gcp.firestore.storage-baseline", "hot-gigabytes"),
    ),
    about: "Firestore: one write for a message and one read for a query, of whatever size",
  }),
  component.ofFunction("l3-hot", "hot_reader_function", {
    invocations: "queries",
    about: "the function that answers queries",
  }),
  component("l3-cold", "gcs_nearline", {
    cost: plus(
      times("cold-gigabytes", price("gcp.storage-nearline.storage-baseline")),
      times("messages", price("gcp.storage-nearline.class-a-baseline")),
    ),
    about: "Cloud Storage Nearline: storage, and one write for each message",
  }),
  component("l3-archive", "gcs_archive", {
    cost: plus(
      times("archive-gigabytes", price("gcp.storage-archive.storage-baseline")),
      times("messages", price("gcp.storage-archive.class-a-baseline")),
    ),
    about: "Cloud Storage Archive: storage, and one write for each message",
  }),
];
