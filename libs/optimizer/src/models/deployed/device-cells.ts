import { atMost, ceiling, choice, over, plus, price, smallest, times } from "../../sheet/expression.ts";
import type { Expression } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { repo, SOURCES } from "./sources.ts";

/** IoT Core counts messages and rules in blocks of 5 KiB, IoT Hub messages in blocks of 4 KiB. */
const IOT_CORE_BLOCK = 5;
const IOT_HUB_BLOCK = 4;

/** Messages that a unit takes in a day, and how many units of a size a hub may have; the free hub is for trials only. */
export const HUB_SIZES = {
  s1: { perDay: 400_000, most: 200 },
  s2: { perDay: 6_000_000, most: 200 },
  s3: { perDay: 300_000_000, most: 10 },
} as const;

type HubSize = keyof typeof HUB_SIZES;

const AWS: readonly Cell[] = [
  cell("aws.iot.connection-minutes", times("devices", "minutes"), {
    unit: "connection-minute",
    about: "every device stays connected",
    source: SOURCES.iotCore,
  }),
  cell("aws.iot.messages", times("messages", ceiling(over("size", IOT_CORE_BLOCK))), {
    unit: "message",
    about: "messages in blocks of 5 KiB",
    source: SOURCES.iotCore,
  }),
  cell("aws.iot.rules", times(2, "aws.iot.messages"), {
    unit: "rule-operation",
    about: "for every block the rule is triggered and its action puts the message into a queue",
    source: repo("terraform/modules/aws/l1/topic-rule.tf"),
  }),
  cell("aws.iot.feedback", times(2, "events"), {
    unit: "message",
    about: "a command to a device is published and delivered",
    source: SOURCES.iotCore,
  }),
];

const units = (stem: string, size: HubSize): string => `${stem}.${size}-units`;

const cost = (stem: string, size: HubSize): Expression =>
  times(units(stem, size), price(`azure.iot-hub.${size}`));

const fits = (stem: string, size: HubSize): ReturnType<typeof atMost> =>
  atMost(units(stem, size), HUB_SIZES[size].most);

function cheapest(stem: string): Expression {
  const [s1, s2, s3] = [cost(stem, "s1"), cost(stem, "s2"), cost(stem, "s3")];
  return choice(fits(stem, "s1"), smallest(s1, s2, s3), choice(fits(stem, "s2"), smallest(s2, s3), s3));
}

/** The units of each size that a hub would need, and the cheapest of them. */
function hubCells(stem: string, messages: Expression, about: string): Cell[] {
  const daily = `${stem}.daily`;
  return [
    cell(daily, over(messages, "days"), { unit: "message/day", about, source: SOURCES.iotHub }),
    ...(["s1", "s2", "s3"] as const).map((size) =>
      cell(units(stem, size), ceiling(over(daily, HUB_SIZES[size].perDay)), {
        unit: "unit",
        about: `units of ${size.toUpperCase()} for what comes in a day`,
        source: SOURCES.iotHub,
      }),
    ),
    cell(`${stem}.cost`, cheapest(stem), {
      unit: "USD",
      about: "the cheapest units that suffice; a paid hub has one at least",
      source: SOURCES.iotHub,
    }),
  ];
}

const BLOCKS = times("messages", ceiling(over("size", IOT_HUB_BLOCK)));

const AZURE: readonly Cell[] = [
  ...hubCells("azure.hub", BLOCKS, "messages of a day in blocks of 4 KiB"),
  ...hubCells(
    "azure.hub-feedback",
    plus(BLOCKS, "events"),
    "messages and commands of a day in blocks of 4 KiB",
  ),
  cell("azure.event-grid", times(2, "messages"), {
    unit: "operation",
    about: "every message comes in and is delivered to a queue, in one block of 64 KiB",
    source: repo("terraform/modules/azure/l1/event-grid.tf"),
  }),
];

/** What devices and their messages come to at each cloud's edge. */
export const DEVICE_CELLS: readonly Cell[] = [...AWS, ...AZURE];
