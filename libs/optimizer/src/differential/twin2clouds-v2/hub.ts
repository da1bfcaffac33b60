import type { PredecessorScenario } from "@twin2multicloud/model";
import type { PriceList } from "../brute-force.ts";
import { ceilingOf, product, quotient, ratio } from "../ratio.ts";

/** The sizes of IoT Hub: the block in which messages count, and the most units. */
const SIZES = [
  { meter: "azure.iot-hub.f1", block: 0.5, most: 1 },
  { meter: "azure.iot-hub.s1", block: 4, most: 200 },
  { meter: "azure.iot-hub.s2", block: 4, most: 200 },
  { meter: "azure.iot-hub.s3", block: 4, most: 10 },
] as const;

/** What the cheapest sufficient hub costs, infinite when none suffices; units are counted in fractions, for doubles err at limits. */
export function hubCost(given: PredecessorScenario, { price, included }: PriceList): number {
  const messages = quotient(
    product(ratio(given.numberOfDevices), ratio(60 * 24 * 30)),
    ratio(given.deviceSendingIntervalInMinutes),
  );
  const costs = SIZES.map(({ meter, block, most }) => {
    const blocks = Math.max(1, Math.ceil(given.averageSizeOfMessageInKb / block));
    const units = ceilingOf(quotient(product(messages, ratio(blocks)), ratio(included(meter))));
    return units <= most ? units * price(meter) : Number.POSITIVE_INFINITY;
  });
  return Math.min(...costs);
}
