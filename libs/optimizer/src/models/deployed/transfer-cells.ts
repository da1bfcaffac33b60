import { over, plus, times } from "../../sheet/expression.ts";
import type { Expression } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { assumed } from "./assumptions.ts";
import { repo, SOURCES } from "./sources.ts";

const CONNECTOR = repo("libs/connector/src/http-next-hop.ts");
const READER = repo("libs/hot-reader/src/hot-reader.ts");
const ARCHITECTURE = repo("docs/deployed-model.md, what is priced");

interface Transfer {
  readonly bytes: Expression;
  readonly about: string;
  readonly source: string;
}

const answersTo = (runs: string): Expression => times(runs, assumed("answer-bytes"));

/** Everything that may leave a cloud in a month, in bytes. */
const TRANSFERS = {
  readings: {
    bytes: plus(times("messages", "envelope.bytes"), times("batches", assumed("request-bytes"))),
    about: "readings in envelopes, in requests from cloud to cloud",
    source: CONNECTOR,
  },
  "readings-answers": {
    bytes: answersTo("batches"),
    about: "answers to requests with readings",
    source: CONNECTOR,
  },
  commands: {
    bytes: times("events", plus(assumed("feedback-bytes"), assumed("request-bytes"))),
    about: "commands to devices, in requests from cloud to cloud",
    source: CONNECTOR,
  },
  "commands-answers": {
    bytes: answersTo("events"),
    about: "answers to requests with commands",
    source: CONNECTOR,
  },
  chunks: {
    bytes: plus("chunk-month.bytes", times("chunks", assumed("request-bytes"))),
    about: "compressed chunks, in one request each",
    source: ARCHITECTURE,
  },
  "chunks-answers": {
    bytes: answersTo("chunks"),
    about: "answers to requests with chunks",
    source: ARCHITECTURE,
  },
  pages: {
    bytes: times("queries", plus("page.bytes", assumed("answer-bytes"))),
    about: "pages of readings that dashboards ask for",
    source: READER,
  },
  states: {
    bytes: times("queries", plus(times("response-size", 1024), assumed("answer-bytes"))),
    about: "answers of the twin to dashboards",
    source: ARCHITECTURE,
  },
  questions: {
    bytes: times("queries", assumed("request-bytes")),
    about: "requests for pages or for the twin's state",
    source: READER,
  },
} as const satisfies Readonly<Record<string, Transfer>>;

/** What may leave a cloud. */
export type Transferred = keyof typeof TRANSFERS;

/** The vendors count in units of 10^9 bytes, Google in GiB. */
const UNITS = [
  { unit: "GB", bytes: 1e9 },
  { unit: "GiB", bytes: 1024 ** 3 },
] as const;

/** The cell that counts what leaves a cloud in the unit of that cloud. */
export const egressCell = (cloud: "aws" | "azure" | "gcp", what: Transferred): string =>
  `egress.${what}.${cloud === "gcp" ? "gib" : "gb"}`;

/** A 3D model is read by the browser of each user once a day. */
const SCENE: readonly Cell[] = [
  cell("scene.loads", times(plus("editors", "viewers"), "days", assumed("scenes")), {
    unit: "request",
    about: "each user loads the 3D scene once a day",
    source: ARCHITECTURE,
  }),
  cell("scene.egress", over(times("scene.loads", "model-size"), 1000), {
    unit: "GB",
    about: "3D models that browsers load",
    source: SOURCES.awsTransfer,
  }),
];

/** What leaves each cloud. */
export const TRANSFER_CELLS: readonly Cell[] = [
  ...Object.entries<Transfer>(TRANSFERS).flatMap(([what, { bytes, about, source }]) => [
    cell(`egress.${what}`, bytes, { unit: "B", about, source }),
    ...UNITS.map(({ unit, bytes: divisor }) =>
      cell(`egress.${what}.${unit.toLowerCase()}`, over(`egress.${what}`, divisor), { unit, about, source }),
    ),
  ]),
  ...SCENE,
];
