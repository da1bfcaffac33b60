import { below, ceiling, choice, plus, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

const TWINS = artifact("layer_twin_management.js");
const DASHBOARDS = artifact("layer_data_visualization.js");

const AWS_L4: readonly Cell[] = [
  cell("aws.l4.entities", "entities", {
    unit: "entity-month",
    about: "entities of the 3D scene",
    source: TWINS,
  }),
  cell("aws.l4.calls", "messages", { unit: "call", about: "one call for each message", source: TWINS }),
  cell("aws.l4.queries", "queries", { unit: "query", about: "one query for each refresh", source: TWINS }),
];

/** Digital Twins: query units jump with the number of devices, as the artifact observed them. */
const AZURE_L4: readonly Cell[] = [
  cell("azure.l4.updates", "messages", {
    unit: "operation",
    about: "one operation for each message",
    source: TWINS,
  }),
  cell("azure.l4.reads", times(ceiling("message-size"), "queries"), {
    unit: "operation",
    about: "one operation for each KiB of a message and each refresh",
    source: TWINS,
  }),
  cell(
    "azure.l4.units-per-query",
    choice(below("devices", 100), 15, choice(below("devices", 10_000), 1500, 4000)),
    {
      unit: "query-unit/query",
      about: "query units of one query, by the number of devices",
      source: TWINS,
    },
  ),
  cell("azure.l4.query-units", times("azure.l4.units-per-query", "queries"), {
    unit: "query-unit",
    about: "query units of all refreshes",
    source: TWINS,
  }),
];

const L5: readonly Cell[] = [
  cell("aws.l5.editors", "editors", { unit: "user-month", about: "editors", source: DASHBOARDS }),
  cell("aws.l5.viewers", "viewers", { unit: "user-month", about: "viewers", source: DASHBOARDS }),
  cell("azure.l5.users", plus("editors", "viewers"), {
    unit: "user-month",
    about: "editors and viewers alike",
    source: DASHBOARDS,
  }),
  cell("azure.l5.hours", 730, { unit: "hour", about: "hours of one instance", source: DASHBOARDS }),
];

/** What l4 and l5 are billed by. */
export const TWIN_CELLS: readonly Cell[] = [...AWS_L4, ...AZURE_L4, ...L5];
