import { ceiling, over, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell, Input } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

/** What a scenario of the paper gives (EDT'25 paper, Table VI). */
export const PAPER_INPUTS: readonly Input[] = [
  { name: "devices", unit: "device", about: "devices that send" },
  { name: "interval", unit: "minute", about: "time between two messages of a device" },
  { name: "message-size", unit: "KiB", about: "average size of a message" },
  { name: "hot", unit: "month", about: "how long data stays in hot storage" },
  { name: "cold", unit: "month", about: "how long data stays in cold storage" },
  { name: "archive", unit: "month", about: "how long data stays in the archive" },
  { name: "refreshes", unit: "refresh per hour", about: "refreshes of dashboards in an active hour" },
  { name: "active-hours", unit: "hour per day", about: "hours a day in which dashboards are open" },
  { name: "editors", unit: "user-month", about: "users who edit dashboards" },
  { name: "viewers", unit: "user-month", about: "users who only look at dashboards" },
  { name: "entities", unit: "entity-month", about: "entities of the 3D scene" },
];

/** How much is sent, processed and asked in a month. */
export const VOLUME_CELLS: readonly Cell[] = [
  cell("messages", ceiling(times("devices", over(60 * 24 * 30, "interval"))), {
    unit: "message",
    about: "messages of a month of 30 days, which l1 and l4 are billed by",
    source: artifact("layer_data_acquisition.js"),
  }),
  cell("processed", times("devices", over(60, "interval"), 730), {
    unit: "message",
    about: "messages of a month of 730 hours, which processing and storage are billed by",
    source: artifact("layer_data_processing.js"),
  }),
  cell("gigabytes", over(times("processed", "message-size"), 1024 * 1024), {
    unit: "GB",
    about: "data of a month, counted in GiB and priced as GB",
    source: artifact("layer_data_processing.js"),
  }),
  cell("queries", times("refreshes", "active-hours", 30), {
    unit: "query",
    about: "refreshes of dashboards, each of which asks l4 once",
    source: artifact("layer_twin_management.js"),
  }),
];
