import { over, plus, price, times } from "../../sheet/expression.ts";
import { componentsOf } from "./component.ts";
import type { Component } from "./component.ts";
import { functionsOfL2 } from "./functions-of-l2.ts";
import { HUB_CELLS, HUB_COST } from "./iot-hub.ts";

const component = componentsOf("azure");

/** What the predecessor takes for the steps of a workflow, whatever the scenario says. */
const WORKFLOW_ACTIONS = 3;

/** The hours of a month that an instance runs. */
const HOURS_PER_MONTH = 730;

const l1: readonly Component[] = [
  component("l1", "iot_hub", {
    cells: HUB_CELLS,
    cost: HUB_COST,
    about: "IoT Hub: the cheapest hub that takes the messages",
  }),
  component.ofFunction("l1", "dispatcher_function", {
    invocations: "messages",
    about: "the function that takes each message in",
  }),
  component("l1", "event_grid_subscription", {
    cost: times("messages", price("azure.event-grid.operation")),
    about: "Event Grid: one operation for each message",
  }),
];

const l2: readonly Component[] = [
  ...functionsOfL2("azure", "function"),
  component("l2", "logic_apps", {
    cost: times("messages", WORKFLOW_ACTIONS, price("azure.logic-apps.connector-action")),
    about: "Logic Apps: the notification workflow, for each message and not for each event",
    needs: "workflow",
  }),
];

const l3: readonly Component[] = [
  component("l3-hot", "cosmos_db", {
    cost: plus(
      times(
        over(plus(times(5, "messages"), "queries"), 1_000_000),
        price("azure.cosmos.request-unit-baseline"),
      ),
      times("hot-gigabytes", price("azure.cosmos.storage")),
    ),
    about: "Cosmos DB: five request units for a message and one for a query, of whatever size",
  }),
  component.ofFunction("l3-hot", "hot_reader_function", {
    invocations: "queries",
    about: "the function that answers queries",
  }),
  component("l3-cold", "blob_cool", {
    cost: plus(
      times("cold-gigabytes", price("azure.blob-cool.storage")),
      times("messages", price("azure.blob-cool.write")),
    ),
    about: "Blob Storage, cool: storage, and one write for each message",
  }),
  component("l3-archive", "blob_archive", {
    cost: plus(
      times("archive-gigabytes", price("azure.blob-archive.storage")),
      times("messages", price("azure.blob-archive.write")),
    ),
    about: "Blob Storage, archive: storage, and one write for each message",
  }),
];

const l4: readonly Component[] = [
  component("l4", "digital_twins_operations", {
    cost: times("twin-operations", price("azure.digital-twins.operation")),
    about: "Digital Twins: operations",
  }),
  component("l4", "digital_twins_query_units", {
    cost: times("query-units", price("azure.digital-twins.query-unit")),
    about: "Digital Twins: query units",
  }),
  component("l4", "digital_twins_routed_messages", {
    cost: times(0, price("azure.digital-twins.message")),
    about: "Digital Twins: routed messages, of which the predecessor counts none",
  }),
  component.ofFunction("l4", "adt_pusher_function", {
    invocations: "messages",
    about: "the function that updates the twin with each message",
  }),
];

const l5: readonly Component[] = [
  component("l5", "grafana", {
    cost: plus(
      times(plus("editors", "viewers"), price("azure.grafana.user")),
      times(HOURS_PER_MONTH, price("azure.grafana.hour")),
    ),
    about: "Managed Grafana: users, and a workspace that runs all the time",
  }),
];

/** What the slots cost on Azure. */
export const AZURE_COMPONENTS: readonly Component[] = [...l1, ...l2, ...l3, ...l4, ...l5];
