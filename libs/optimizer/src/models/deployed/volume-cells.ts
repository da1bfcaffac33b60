import { MAX_HOP_BYTES } from "@twin2multicloud/model";
import { ceiling, largest, minus, over, plus, smallest, times } from "../../sheet/expression.ts";
import type { Expression, Term } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell, Input } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import { repo } from "./sources.ts";

/** What a scenario gives. */
export const DEPLOYED_INPUTS: readonly Input[] = [
  { name: "devices", unit: "device", about: "devices that send" },
  { name: "interval", unit: "minute", about: "time between two messages of a device" },
  { name: "size", unit: "KiB", about: "average size of a message" },
  { name: "hot", unit: "day", about: "how long readings stay in the hot tier" },
  { name: "cold", unit: "day", about: "how long readings stay in the cold tier" },
  { name: "archive", unit: "day", about: "how long readings are kept in the archive" },
  { name: "editors", unit: "user", about: "users who edit dashboards" },
  { name: "viewers", unit: "user", about: "users who only look at dashboards" },
  { name: "refreshes", unit: "refresh/hour", about: "refreshes of dashboards in an active hour" },
  { name: "active-hours", unit: "hour/day", about: "hours a day in which dashboards are open" },
  { name: "calls", unit: "call/refresh", about: "panels that a refresh asks for" },
  { name: "entities", unit: "entity", about: "entities of the twin" },
  { name: "model-size", unit: "MB", about: "size of the 3D model" },
  { name: "query-units", unit: "query-unit/query", about: "query units of a query of the twin" },
  { name: "response-size", unit: "KiB", about: "size of a twin's answer" },
  { name: "trigger-rate", unit: "message/message", about: "share of the messages that set off events" },
  { name: "events-per-message", unit: "event/message", about: "events that such a message sets off" },
  { name: "event-actions", unit: "action/event", about: "functions that an event calls" },
  { name: "workflow-actions", unit: "action/event", about: "actions of the workflow that an event starts" },
];

/** The largest whole number that is not above the term. */
const wholePart = (term: Term): Expression => minus(0, ceiling(minus(0, term)));

const MONTH = "convention: a month is 730 hours";
const ENVELOPES = repo("libs/connector/src/envelopes.ts");
const HOPS = repo("libs/ports/src/hop-message.ts");
const ARCHITECTURE = repo("docs/deployed-model.md, what is priced");

/** The text around a record in a hop message: `{"record":,"trace_id":"...","hop":1},`. */
const HOP_ITEM_BYTES = 66;

/** The text around a record in an envelope: clouds, layer, type, time, trace and hop. */
const ENVELOPE_BYTES = 176;

const MESSAGES: readonly Cell[] = [
  cell("days", over(730, 24), { unit: "day", about: "days of a month", source: MONTH }),
  cell("minutes", times(730, 60), { unit: "minute", about: "minutes of a month", source: MONTH }),
  cell("seconds", times(730, 3600), { unit: "s", about: "seconds of a month", source: MONTH }),
  cell("messages", times("devices", over("minutes", "interval")), {
    unit: "message",
    about: "messages of all devices",
    source: MONTH,
  }),
  cell("rate", over("messages", "seconds"), {
    unit: "message/s",
    about: "messages of all devices in a second",
    source: MONTH,
  }),
  cell("record.bytes", plus(times("size", 1024), assumed("identity-bytes")), {
    unit: "B",
    about: "a normalised reading as JSON",
    source: repo("libs/dispatcher/src/normalise.ts"),
  }),
];

const BATCHES: readonly Cell[] = [
  cell("hop-item.bytes", plus("record.bytes", HOP_ITEM_BYTES), {
    unit: "B",
    about: "a reading in a hop message",
    source: HOPS,
  }),
  cell(
    "batch",
    smallest(
      assumed("batch-limit"),
      largest(1, wholePart(over(MAX_HOP_BYTES, "hop-item.bytes"))),
      largest(1, times("rate", assumed("collecting-seconds"))),
    ),
    {
      unit: "record",
      about: "records that travel together: what gathers meanwhile, up to a number and 46 KiB",
      source: repo("libs/connector/src/gather.ts, libs/ports/src/hop-message.ts"),
    },
  ),
  cell("batches", over("messages", "batch"), {
    unit: "batch",
    about: "hop messages, or requests between clouds, on each step of the way",
    source: HOPS,
  }),
  cell("hop.bytes", times("batch", "hop-item.bytes"), {
    unit: "B",
    about: "a hop message",
    source: HOPS,
  }),
  cell("envelope.bytes", plus("record.bytes", ENVELOPE_BYTES), {
    unit: "B",
    about: "a reading in its envelope",
    source: ENVELOPES,
  }),
];

const USES: readonly Cell[] = [
  cell("queries", times("refreshes", "active-hours", "calls", "days"), {
    unit: "query",
    about: "panels that dashboards ask for; each asks for the twin's state and for a page of readings",
    source: ARCHITECTURE,
  }),
  cell("page.bytes", times(assumed("page-records"), "record.bytes"), {
    unit: "B",
    about: "a page of readings",
    source: repo("libs/hot-reader/src/hot-reader.ts"),
  }),
  cell("events", times("messages", "trigger-rate", "events-per-message"), {
    unit: "event",
    about: "events that rules set off; each may start a workflow, call functions and go back to a device",
    source: ARCHITECTURE,
  }),
  cell("eventful", smallest(1, times("batch", "trigger-rate")), {
    unit: "run/run",
    about: "share of the runs of the event checker in which an event occurs",
    source: ARCHITECTURE,
  }),
  cell("event-action-runs", times("events", "event-actions"), {
    unit: "run",
    about: "calls of functions by events",
    source: ARCHITECTURE,
  }),
  cell("errors", times("messages", assumed("errors-per-message")), {
    unit: "run",
    about: "reports of errors",
    source: ARCHITECTURE,
  }),
];

/** The largest chunk of readings, so that it fits one request between clouds (libs/connector/src/http-next-hop.ts). */
const MAX_CHUNK_BYTES = 1024 * 1024;

const MOVES: readonly Cell[] = [
  cell("daily-runs", times("days", assumed("runs-per-day")), {
    unit: "run",
    about: "scheduled runs of each mover",
    source: ARCHITECTURE,
  }),
  cell("chunk-month.bytes", times("messages", "record.bytes", assumed("compressed-share")), {
    unit: "B",
    about: "a month's readings in chunks, compressed",
    source: ARCHITECTURE,
  }),
  cell(
    "chunks",
    largest(smallest("messages", times("devices", "daily-runs")), over("chunk-month.bytes", MAX_CHUNK_BYTES)),
    {
      unit: "chunk",
      about: "chunks that a month's readings fill: one for each device and run, of 1 MiB at most",
      source: ARCHITECTURE,
    },
  ),
  cell(
    "moving",
    plus(
      times("chunks", assumed("move-seconds-per-chunk")),
      times("messages", assumed("move-seconds-per-record")),
    ),
    { unit: "s", about: "work of the mover from hot to cold", source: ARCHITECTURE },
  ),
  cell("archiving", times("chunks", assumed("move-seconds-per-chunk")), {
    unit: "s",
    about: "work of the mover from cold to archive",
    source: ARCHITECTURE,
  }),
  ...(["moving", "archiving"] as const).flatMap((work) => [
    cell(`${work}.runs`, plus("daily-runs", over(work, assumed("mover-budget"))), {
      unit: "run",
      about: "runs of the mover: the scheduled ones, and one more for each time budget that its work fills",
      source: ARCHITECTURE,
    }),
    cell(`${work}.sending`, plus(work, times("chunks", assumed("remote-seconds"))), {
      unit: "s",
      about: "work of the mover when each chunk goes to another cloud",
      source: ARCHITECTURE,
    }),
  ]),
];

/** How much is sent, gathered, asked for, set off and moved in a month, whatever the cloud. */
export const VOLUME_CELLS: readonly Cell[] = [...MESSAGES, ...BATCHES, ...USES, ...MOVES];
