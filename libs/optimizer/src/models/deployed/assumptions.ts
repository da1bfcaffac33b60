import type { FunctionName } from "@twin2multicloud/model";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";

/** A number that neither a vendor nor the code fixes: what it is, its value, and why it is plausible. */
interface Assumption {
  readonly value: number;
  readonly unit: string;
  readonly about: string;
  readonly because: string;
}

const assume = (value: number, unit: string, about: string, because: string): Assumption => ({
  value,
  unit,
  about,
  because,
});

/** How long a warm run of a function takes in seconds, without waiting for another cloud and without a mover's chunks. */
const FUNCTION_SECONDS: Readonly<Record<FunctionName | "event-action" | "twin-service", number>> = {
  dispatcher: 0.015,
  ingestion: 0.02,
  processor: 0.02,
  persister: 0.025,
  "event-checker": 0.02,
  "event-feedback": 0.05,
  "hot-writer": 0.025,
  "hot-reader": 0.03,
  "hot-to-cold-mover": 1,
  "cold-writer": 0.08,
  "cold-to-archive-mover": 1,
  "archive-writer": 0.08,
  "twin-updater": 0.06,
  "twin-data-connector": 0.12,
  "error-reporter": 0.05,
  "event-action": 0.1,
  "twin-service": 0.05,
};

/** A function whose runs are timed: those of the topology, a user's event action, and the twin service on Google Cloud. */
export type TimedFunction = keyof typeof FUNCTION_SECONDS;

const MEASURED =
  "70 ms from device to readable through three functions (README, figures), besides a region's network";

const TIMES = Object.fromEntries(
  Object.entries(FUNCTION_SECONDS).map(([name, value]) => [
    `${name}.seconds`,
    name.endsWith("-mover")
      ? assume(value, "s", `start of a run of ${name}`, "it lists what has come of age; chunks count apart")
      : assume(value, "s", `a warm run of ${name}`, MEASURED),
  ]),
);

const FIXED = {
  "collecting-seconds": assume(
    0.01,
    "s",
    "how long records gather before they are sent together",
    "a step sends two batches at once and each takes about 20 ms, so one begins every 10 ms",
  ),
  "batch-limit": assume(
    10,
    "record",
    "records that travel together at most",
    "an SQS event source mapping takes 10 messages; elsewhere load is spread over instances before batches grow larger",
  ),
  "remote-seconds": assume(
    0.06,
    "s",
    "how long a sender waits for the answer of another cloud",
    "10 to 20 ms between European regions and the receiver's own run; the connection is kept open",
  ),
  "identity-bytes": assume(
    128,
    "B",
    "what normalising adds to a message: device id, time and message id",
    "names and punctuation, 16 letters of device id, 24 of time and 43 of digest",
  ),
  "request-bytes": assume(
    700,
    "B",
    "what a request between clouds carries besides envelopes",
    "headers with the signature, TLS records and TCP/IP headers; connections are kept open",
  ),
  "answer-bytes": assume(
    500,
    "B",
    "an answer to such a request",
    "status, id and the headers that the platform adds, TLS and TCP/IP headers",
  ),
  "feedback-bytes": assume(512, "B", "a command to a device", "a short text and its identity"),
  "compressed-share": assume(
    0.2,
    "B/B",
    "what gzip leaves of readings in a chunk",
    "lines with the same keys and devices compress 4 to 10 times; random digits do worse",
  ),
  "runs-per-day": assume(1, "run/day", "runs of each mover a day", "retention is counted in days"),
  "page-records": assume(
    100,
    "record",
    "readings that a panel of a dashboard asks for",
    "the hot reader's page when nothing else is asked for (libs/hot-reader/src/query.ts)",
  ),
  "move-seconds-per-chunk": assume(
    0.1,
    "s",
    "a mover's work for each chunk",
    "one query, one write and one check, 20 to 40 ms each",
  ),
  "move-seconds-per-record": assume(
    0.0005,
    "s",
    "a mover's work for each reading",
    "deletes of 8 ms, 16 of them at once",
  ),
  "mover-budget": assume(
    45,
    "s",
    "how long one run of a mover works before it hands on its cursor",
    "functions are stopped after 60 s (FUNCTION_TIMEOUT_SECONDS)",
  ),
  "errors-per-message": assume(
    0.00001,
    "run/message",
    "error reports for each message",
    "one message in 100,000 meets an error that is reported",
  ),
  "secret-reads": assume(
    1000,
    "read",
    "how often a month a function reads one of its secrets",
    "at each cold start, about 33 a day",
  ),
  "image-gib": assume(
    0.2,
    "GiB",
    "the container image of a function or service on Google Cloud",
    "the Node.js base image and a bundle",
  ),
  "components-per-entity": assume(
    30,
    "device/entity",
    "devices that are components of one entity of TwinMaker",
    "an entity is read with 30 components at most (https://docs.aws.amazon.com/iot-twinmaker/latest/apireference/API_GetEntity.html)",
  ),
  scenes: assume(1, "model", "3D models of a twin's scene", "a twin has one scene"),
  "twin-bytes": assume(2048, "B", "a twin's document", "its properties, relations and index entries"),
  "grafana-gib": assume(
    1,
    "GiB",
    "memory of Grafana on Google Cloud, and of its kept data",
    "Grafana asks for 512 MiB at least (https://grafana.com/docs/grafana/latest/setup-grafana/installation/)",
  ),
  "aws-log-bytes": assume(
    600,
    "B",
    "log lines of one run on AWS",
    "START, END and REPORT of Lambda, and one line of ours",
  ),
  "aws-log-compressed": assume(
    0.15,
    "B/B",
    "what CloudWatch keeps of the lines that it takes in",
    "CloudWatch states 0.15 in its own examples (https://aws.amazon.com/cloudwatch/pricing/)",
  ),
  "azure-log-bytes": assume(
    2000,
    "B",
    "log records of one run on Azure",
    "a request record and two trace lines of the host besides ours, none sampled away (host.json, Application Insights at 100 %)",
  ),
  "gcp-log-bytes": assume(
    1200,
    "B",
    "log records of one run on Google Cloud",
    "the request record of Cloud Run and one line of ours",
  ),
  "azure-concurrency": assume(
    16,
    "run",
    "runs that share an instance on Azure",
    "the default for HTTP at 2,048 MB (https://learn.microsoft.com/azure/azure-functions/functions-concurrency); queues allow more",
  ),
} as const satisfies Record<string, Assumption>;

const ALL: Readonly<Record<string, Assumption>> = { ...TIMES, ...FIXED };

/** The name of the cell with an assumed number. */
export function assumed(name: keyof typeof FIXED | `${TimedFunction}.seconds`): string {
  return `assumed.${name}`;
}

/** Every assumed number of the model, as a cell. */
export const ASSUMED_CELLS: readonly Cell[] = Object.entries(ALL).map(
  ([name, { value, unit, about, because }]) =>
    cell(`assumed.${name}`, value, { unit, about, source: `assumption: ${because}` }),
);
