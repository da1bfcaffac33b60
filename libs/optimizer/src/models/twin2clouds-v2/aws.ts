import { ceiling, metered, over, plus, price, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import { componentsOf, sourceOf } from "./component.ts";
import type { Component } from "./component.ts";
import { functionsOfL2 } from "./functions-of-l2.ts";

const component = componentsOf("aws");

const l1: readonly Component[] = [
  component("l1", "iot_core", {
    cells: [
      cell("aws.l1.billed-messages", times("messages", ceiling(over("size", 5))), {
        unit: "message",
        about: "messages in blocks of 5 KiB",
        source: sourceOf("l1"),
      }),
    ],
    cost: plus(
      times("devices", price("aws.iot-core.device-baseline")),
      times(2, "aws.l1.billed-messages", price("aws.iot-core.rule")),
      metered("aws.iot-core.message-baseline", "aws.l1.billed-messages"),
    ),
    about: "IoT Core: connected devices, messages and two rules for each message",
  }),
  component.ofFunction("l1", "dispatcher_lambda", {
    invocations: "messages",
    about: "the function that takes each message in",
  }),
];

const l2: readonly Component[] = [
  ...functionsOfL2("aws", "lambda"),
  component("l2", "step_functions", {
    cost: times("messages", "workflow-actions", price("aws.step-functions.transition")),
    about: "Step Functions: the notification workflow, for each message and not for each event",
    needs: "workflow",
  }),
];

const hot: readonly Component[] = [
  component("l3-hot", "dynamodb", {
    cost: plus(
      times("messages", price("aws.dynamodb.write-unit")),
      times("queries", price("aws.dynamodb.read-unit")),
      metered("aws.dynamodb.storage", "hot-gigabytes"),
    ),
    about: "DynamoDB: one write unit for a message and one read unit for a query, of whatever size",
  }),
  component.ofFunction("l3-hot", "hot_reader_lambda", {
    invocations: times(0.3, "queries"),
    about: "the function that reads series",
  }),
  component.ofFunction("l3-hot", "hot_reader_last_entry_lambda", {
    invocations: times(0.7, "queries"),
    about: "the function that reads the last value",
  }),
];

const coldAndArchive: readonly Component[] = [
  component("l3-cold", "s3_ia", {
    cost: plus(
      times("cold-gigabytes", price("aws.s3-ia.storage")),
      times("messages", price("aws.s3-ia.request-baseline")),
    ),
    about: "S3 Standard-IA: storage, and one request for each message",
  }),
  component("l3-archive", "s3_glacier", {
    cost: plus(
      times("archive-gigabytes", price("aws.s3-deep-archive.storage-baseline")),
      times("messages", price("aws.s3-deep-archive.put-baseline")),
    ),
    about: "S3 Glacier Deep Archive: storage, and one request for each message",
  }),
];

const l4: readonly Component[] = [
  component("l4", "twinmaker_entities", {
    cost: times("entities", price("aws.twinmaker.entity")),
    about: "TwinMaker, standard plan: entities",
  }),
  component("l4", "twinmaker_queries", {
    cost: times("queries", price("aws.twinmaker.query")),
    about: "TwinMaker, standard plan: queries",
  }),
  component("l4", "twinmaker_api_calls", {
    cost: times("queries", price("aws.twinmaker.api-call")),
    about: "TwinMaker, standard plan: one unified data access call for each query",
  }),
];

const l5: readonly Component[] = [
  component("l5", "grafana", {
    cost: plus(times("editors", price("aws.grafana.editor")), times("viewers", price("aws.grafana.viewer"))),
    about: "Managed Grafana: editors and viewers",
  }),
];

/** What the slots cost on AWS. */
export const AWS_COMPONENTS: readonly Component[] = [...l1, ...l2, ...hot, ...coldAndArchive, ...l4, ...l5];
