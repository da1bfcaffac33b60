import { ceiling, largest, minus, over, plus, price, times } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

const source = artifact("layer_data_storage.js");

const FREE_GIGABYTES = 25;
const MINIMUM_REQUEST_UNITS = 400;
const REQUEST_UNITS_PER_WRITE = 1;
const REQUEST_UNITS_PER_READ = 10;
const SECONDS_OF_A_MONTH = 30 * 24 * 60 * 60;

/** Half a month more than asked for is kept, as a buffer. */
const STORED: Cell = cell("l3-hot.stored", times("gigabytes", plus("hot", 0.5)), {
  unit: "GB-month",
  about: "data in hot storage, with half a month as a buffer",
  source,
});

const AWS_HOT: readonly Cell[] = [
  cell("aws.l3-hot.writes", times("processed", "message-size"), {
    unit: "write-unit",
    about: "written KiB: fractions of a unit are not rounded up for each message",
    source,
  }),
  cell("aws.l3-hot.reads", over("processed", 2), {
    unit: "read-unit",
    about: "half a unit for each message",
    source,
  }),
  cell(
    "aws.l3-hot.storage",
    ceiling(
      times(
        largest(0, minus("l3-hot.stored", times(FREE_GIGABYTES, "hot"))),
        price("paper.aws.dynamodb.storage"),
      ),
    ),
    { unit: "USD", about: "storage above 25 GB for each month of retention, in whole dollars", source },
  ),
];

const AZURE_HOT: readonly Cell[] = [
  cell("azure.l3-hot.writes-per-second", over("processed", SECONDS_OF_A_MONTH), {
    unit: "write/s",
    about: "messages of 730 hours spread over 30 days; as many reads",
    source,
  }),
  cell(
    "azure.l3-hot.throughput",
    largest(
      MINIMUM_REQUEST_UNITS,
      ceiling(
        plus(
          times(
            "azure.l3-hot.writes-per-second",
            REQUEST_UNITS_PER_WRITE,
            plus(1, times(minus("message-size", 1), 0.05)),
          ),
          times("azure.l3-hot.writes-per-second", REQUEST_UNITS_PER_READ),
        ),
      ),
    ),
    {
      unit: "request-unit-per-second",
      about: "provisioned throughput with 1 unit for a write and 10 for a read, the wrong way round",
      source,
    },
  ),
  cell("azure.l3-hot.storage", "l3-hot.stored", { unit: "GB-month", about: "stored data", source }),
];

/** What hot storage is billed by. */
export const HOT_CELLS: readonly Cell[] = [STORED, ...AWS_HOT, ...AZURE_HOT];
