import { CLOUDS, SLOTS } from "@twin2multicloud/model";
import type { Providers } from "@twin2multicloud/model";
import { SHIPPED_CATALOGUE } from "../../catalogue/shipped.ts";
import type { ModelContext } from "../../model/cost-model.ts";
import type { Scenario } from "../../model/scenario.ts";
import { placementOfNumber, PLACEMENTS } from "../../pricing/placement.ts";
import { createPricer } from "../../pricing/create-pricer.ts";
import type { Pricing } from "../../pricing/pricing.ts";
import { DEPLOYED } from "./deployed.ts";

/** Shipped prices, at the time at which they were read. */
export const CONTEXT: ModelContext = {
  catalogue: SHIPPED_CATALOGUE,
  now: Date.parse("2026-07-18T00:00:00Z"),
};

/** Table VII of the EDT'25 paper, medium. */
export const INDUSTRIAL = {
  numberOfDevices: 4000,
  deviceSendingIntervalInMinutes: 0.5,
  averageSizeOfMessageInKb: 0.5,
  hotStorageDurationInMonths: 1,
  coolStorageDurationInMonths: 12,
  archiveStorageDurationInMonths: 36,
  amountOfActiveEditors: 25,
  amountOfActiveViewers: 10,
  dashboardRefreshesPerHour: 60,
  dashboardActiveHoursPerDay: 4,
};

/** Every feature on. */
export const EVENTFUL = {
  ...INDUSTRIAL,
  useEventChecking: true,
  triggerNotificationWorkflow: true,
  returnFeedbackToDevice: true,
  numberOfEventActions: 2,
  entityCount: 40,
};

/** The scenario that a model reads. Throws an error with the findings when it is refused. */
export function scenarioOf(given: object): Scenario {
  const read = DEPLOYED.read(given, CONTEXT);
  if ("refusal" in read) throw new Error(JSON.stringify(read.refusal));
  return read.scenario;
}

const PRICER = createPricer(DEPLOYED, CONTEXT);

/** The pricing of a scenario. Throws an error with the findings when it is refused. */
export function pricingOf(given: object): Pricing {
  const outcome = PRICER.price(scenarioOf(given));
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.pricing;
}

/** All 2,187 placements. */
export const EVERY_PLACEMENT: readonly Providers[] = Array.from({ length: PLACEMENTS }, (_, number) =>
  placementOfNumber(number),
);

/** Everything on one cloud. */
export const ALONE: readonly Providers[] = CLOUDS.map(
  (_, index) => EVERY_PLACEMENT[(index * (CLOUDS.length ** SLOTS.length - 1)) / 2] ?? placementOfNumber(0),
);
