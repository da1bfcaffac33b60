import { atMost, ceiling, choice, over, price, smallest, times } from "../../sheet/expression.ts";
import type { Expression } from "../../sheet/expression.ts";
import { cell } from "../../sheet/sheet.ts";
import type { Cell } from "../../sheet/sheet.ts";
import { sourceOf } from "./component.ts";

/** Messages of 0.5 KiB that the free hub takes in a month. */
const FREE_MESSAGES = 240_000;

/**
 * Messages of 4 KiB that a unit takes in a month, and how many units a hub may have
 * (https://learn.microsoft.com/azure/iot-hub/iot-hub-devguide-quotas-throttling).
 */
const SIZES = {
  s1: { meter: "azure.iot-hub.s1", messages: 12_000_000, units: 200 },
  s2: { meter: "azure.iot-hub.s2", messages: 180_000_000, units: 200 },
  s3: { meter: "azure.iot-hub.s3", messages: 9_000_000_000, units: 10 },
} as const;

type Size = keyof typeof SIZES;

/** The name of the cell that counts messages in blocks of 4 KiB. */
export const BILLED_MESSAGES = "azure.l1.billed-messages";

const most = (size: Size): number => SIZES[size].messages * SIZES[size].units;

/** The most messages of 4 KiB that any hub takes in a month: ten units of the largest size. */
export const MOST_MESSAGES: number = most("s3");

const unitsOf = (size: Size): Expression =>
  times(ceiling(over(BILLED_MESSAGES, SIZES[size].messages)), price(SIZES[size].meter));

const blocks = (name: string, kibibytes: number): Cell =>
  cell(name, times("messages", ceiling(over("size", kibibytes))), {
    unit: "message",
    about: `messages in blocks of ${kibibytes} KiB`,
    source: sourceOf("l1"),
  });

/** The messages that a hub counts. */
export const HUB_CELLS: readonly Cell[] = [
  blocks("azure.l1.billed-messages-free-hub", 0.5),
  blocks(BILLED_MESSAGES, 4),
];

/** The cheapest hub that takes the messages: the free one, or as many units as needed of one size. */
export const HUB_COST: Expression = choice(
  atMost("azure.l1.billed-messages-free-hub", FREE_MESSAGES),
  price("azure.iot-hub.f1"),
  choice(
    atMost(BILLED_MESSAGES, most("s1")),
    smallest(unitsOf("s1"), unitsOf("s2"), unitsOf("s3")),
    choice(atMost(BILLED_MESSAGES, most("s2")), smallest(unitsOf("s2"), unitsOf("s3")), unitsOf("s3")),
  ),
);
