import { ceiling, over, times, plus } from "../../sheet/expression.ts";
import type { Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";

const usage = (name: string, formula: Term, text: { unit: string; about: string }): Cell =>
  cell(name, formula, { ...text, source: "the predecessor's calculation, derived quantities" });

/** 60 * 24 * 30: a month has 30 days. */
const MINUTES_PER_MONTH = 43_200;

const KIB_PER_GIB = 1024 ** 2;

const stored = (name: string, months: string, tier: string): Cell =>
  usage(name, times("gigabytes", months), {
    unit: "GB-month",
    about: `data kept in the ${tier}, in GiB that are priced as GB`,
  });

/** What devices and dashboards do in a month, before any cloud. */
export const USAGE: readonly Cell[] = [
  usage("messages", times("devices", over(MINUTES_PER_MONTH, "interval")), {
    unit: "message",
    about: "messages of all devices; parts of a message count",
  }),
  usage("gigabytes", over(times("messages", "size"), KIB_PER_GIB), {
    unit: "GiB",
    about: "data of all messages",
  }),
  stored("hot-gigabytes", "hot-months", "hot tier"),
  stored("cold-gigabytes", "cold-months", "cold tier"),
  stored("archive-gigabytes", "archive-months", "archive"),
  usage("queries", times("hours-per-day", "refreshes-per-hour", "calls-per-refresh", 30), {
    unit: "query",
    about: "queries of dashboards",
  }),
  usage("twin-operations", plus("messages", times("queries", ceiling("response-size"))), {
    unit: "operation",
    about: "operations on a digital twin: one for each message and each begun KiB of an answer",
  }),
  usage("query-units", times("queries", "units-per-query"), {
    unit: "query-unit",
    about: "query units of all queries",
  }),
  usage("triggered-events", times("messages", "event-rate"), {
    unit: "event",
    about: "events that messages trigger",
  }),
];
