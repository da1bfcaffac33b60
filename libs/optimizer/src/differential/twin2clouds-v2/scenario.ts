import type { PredecessorScenario } from "@twin2multicloud/model";
import type { Random } from "../random.ts";
import { randomRate } from "../random-rate.ts";
import type { Rate } from "../random-rate.ts";
import { SHIPPED_CATALOGUE } from "../../catalogue/shipped.ts";

/** Devices and interval whose messages of a month are near a number at which a hub, a band or an allowance ends. */
function atLimit(random: Random): Rate {
  const interval = random.pick([1.8, 0.18, 0.9, 3.6, 0.36, 7.2]);
  const limit = random.pick([
    240_000, 1e6, 2e6, 12e6, 16e6, 120e6, 180e6, 1e9, 1.8e9, 2.4e9, 5e9, 9e9, 18e9, 90e9,
  ]);
  const blocks = random.pick([1, 1, 1, 2, 3, 32]);
  const perDevice = Math.round(43_200 / interval);
  const devices =
    Math.round((limit * random.pick([1, 1, 1, 2, 7])) / perDevice / blocks) + random.pick([0, 0, 0, 1, -1]);
  return { devices: Math.max(1, devices), interval };
}

/** Sizes at which some service begins another block, and any others. */
const size = (random: Random): number =>
  random.pick([
    0.25,
    0.5,
    0.5001,
    1,
    4,
    4.0001,
    5,
    5.0001,
    8,
    10,
    12,
    128,
    random.magnitude(0.01, 500),
    random.magnitude(0.05, 20),
  ]);

function retention(random: Random) {
  const hot = random.whole(1, random.pick([2, 12, 60]));
  const cold = hot + random.whole(0, random.pick([2, 24]));
  return {
    hotStorageDurationInMonths: hot,
    coolStorageDurationInMonths: cold,
    archiveStorageDurationInMonths: Math.max(6, cold + random.whole(0, random.pick([0, 6, 60]))),
  };
}

/** The fields that need not be given. */
function optional(random: Random): Partial<PredecessorScenario> {
  return {
    useEventChecking: random.chance(0.6),
    triggerNotificationWorkflow: random.chance(0.5),
    returnFeedbackToDevice: random.chance(0.5),
    orchestrationActionsPerMessage: random.whole(1, 10),
    apiCallsPerDashboardRefresh: random.whole(1, 6),
    averageDigitalTwinQueryUnitsPerQuery: random.magnitude(0.1, 100),
    averageDigitalTwinQueryResponseSizeInKb: random.pick([0.5, 1, 1.0001, 2, random.magnitude(0.1, 5000)]),
    numberOfDeviceTypes: random.whole(1, 5),
    numberOfEventActions: random.whole(0, 4),
    eventTriggerRate: random.pick([0, 1, 0.1, random.magnitude(0.001, 1)]),
  };
}

function twinMaker(random: Random): Partial<PredecessorScenario> {
  if (random.chance(0.1)) return {};
  const { region, digest = "" } = SHIPPED_CATALOGUE.clouds.aws;
  return {
    providerPricingContexts: {
      awsTwinMaker: {
        schemaVersion: "aws-twinmaker-account-pricing-context.v1",
        status: random.chance(0.9) ? "available" : "unavailable",
        pricingRegion: region,
        catalogSnapshotDigest: digest,
        observedAt: "<<NOW>>",
        currentPlan: { mode: random.pick(["STANDARD", "STANDARD", "STANDARD", "BASIC", "TIERED_BUNDLE"]) },
        pendingPlan: null,
      },
    },
  };
}

/** Any scenario that the predecessor takes. */
export function randomPredecessorScenario(random: Random): PredecessorScenario {
  const { devices, interval } = randomRate(random, atLimit, 5000);
  return {
    numberOfDevices: devices,
    deviceSendingIntervalInMinutes: interval,
    averageSizeOfMessageInKb: size(random),
    ...retention(random),
    needs3DModel: random.chance(0.5),
    entityCount: random.whole(0, random.pick([0, 100, 100_000])),
    amountOfActiveEditors: random.whole(0, random.pick([0, 5, 500])),
    amountOfActiveViewers: random.whole(0, random.pick([0, 5, 500])),
    dashboardRefreshesPerHour: random.whole(0, random.pick([0, 60, 100_000])),
    dashboardActiveHoursPerDay: random.whole(0, 24),
    ...(random.chance(0.85) ? optional(random) : {}),
    ...twinMaker(random),
  };
}
