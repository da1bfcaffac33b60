import { atMost, ceiling, choice, over, price, times } from "../../sheet/expression.ts";
import type { Expression } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { artifact } from "./sources.ts";

const ACQUISITION = artifact("layer_data_acquisition.js");
const PROCESSING = artifact("layer_data_processing.js");

const SECONDS_PER_MESSAGE = 0.1;
const GIGABYTES_PER_FUNCTION = 0.125;

/** IoT Core: every message in blocks of 5 KiB runs two rules (layer "Data Acquisition" of the paper). */
const AWS_L1: readonly Cell[] = [
  cell("aws.l1.devices", "devices", {
    unit: "device-month",
    about: "devices that are registered at IoT Core",
    source: ACQUISITION,
  }),
  cell("aws.l1.messages", times("messages", ceiling(over("message-size", 5))), {
    unit: "message",
    about: "messages in blocks of 5 KiB",
    source: ACQUISITION,
  }),
  cell("aws.l1.rules", times(2, "aws.l1.messages"), {
    unit: "rule-operation",
    about: "two rules for every block",
    source: ACQUISITION,
  }),
];

const hubUnits = (capacity: number, tier: string): Expression =>
  times(ceiling(over("azure.l1.messages", capacity)), price(`paper.azure.iot-hub.${tier}`));

const S1_MESSAGES = 12_000_000;
const S2_MESSAGES = 180_000_000;
const S3_MESSAGES = 9_000_000_000;

/** IoT Hub: the volume alone picks the tier, ten units of one before one of the next; there is no free tier. */
const AZURE_L1: readonly Cell[] = [
  cell("azure.l1.messages", times("messages", ceiling(over("message-size", 4))), {
    unit: "message",
    about: "messages in blocks of 4 KiB",
    source: ACQUISITION,
  }),
  cell(
    "azure.l1.units",
    choice(
      atMost("azure.l1.messages", 10 * S1_MESSAGES),
      hubUnits(S1_MESSAGES, "s1"),
      choice(
        atMost("azure.l1.messages", 10 * S2_MESSAGES),
        hubUnits(S2_MESSAGES, "s2"),
        hubUnits(S3_MESSAGES, "s3"),
      ),
    ),
    { unit: "USD", about: "units of the IoT Hub tier that the volume calls for", source: ACQUISITION },
  ),
];

const functionCells = (cloud: "aws" | "azure"): readonly Cell[] => [
  cell(`${cloud}.l2.requests`, "processed", {
    unit: "request",
    about: "one execution for each message",
    source: PROCESSING,
  }),
  cell(`${cloud}.l2.gb-seconds`, times("processed", SECONDS_PER_MESSAGE, GIGABYTES_PER_FUNCTION), {
    unit: "GB-s",
    about: "100 ms with 128 MB for each message",
    source: PROCESSING,
  }),
];

/** What l1 and l2 are billed by. */
export const ACQUISITION_CELLS: readonly Cell[] = [
  ...AWS_L1,
  ...AZURE_L1,
  ...functionCells("aws"),
  ...functionCells("azure"),
];
