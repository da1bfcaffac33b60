import type { DeployedScenario, RetentionFields } from "@twin2multicloud/model";
import type { Random } from "../random.ts";
import { randomRate } from "../random-rate.ts";
import type { Rate } from "../random-rate.ts";

/** Devices and interval whose messages of a day or a month are near a number at which a hub, a band or an allowance ends. */
function atLimit(random: Random): Rate {
  const interval = random.pick([0.36, 0.72, 1.44, 3.6, 7.2, 14.4]);
  const aDay = random.pick([400_000, 6_000_000, 80_000_000, 300_000_000, 1_200_000_000, 3_000_000_000]);
  const blocks = random.pick([1, 1, 2, 8]);
  const devices = Math.round((aDay * random.pick([1, 1, 2, 7])) / Math.round(1440 / interval) / blocks);
  return { devices: Math.max(1, devices + random.pick([0, 0, 0, 1, -1])), interval };
}

/** Sizes at which a block, an item or a hop message ends, up to the largest, and any others. */
const size = (random: Random): number =>
  random.pick([
    0.25,
    0.796875,
    0.797,
    1,
    1.796875,
    2.075,
    4,
    4.0001,
    5,
    5.0001,
    11.310546875,
    16.475,
    22.810546875,
    32,
    random.magnitude(0.01, 32),
    random.magnitude(0.05, 4),
  ]);

const days = (random: Random): number =>
  random.pick([1, 30, 31, random.whole(1, 100), random.whole(1, 2000)]);
const months = (random: Random): number =>
  random.pick([0, 1, 0.5, random.whole(0, 36), random.magnitude(0.01, 60)]);

/** In months or in days, under any name; the cold tier's age in days is at least the hot tier's. */
function retention(random: Random): RetentionFields {
  const hot = days(random);
  const cold = hot + random.pick([0, days(random)]);
  const hotFields = random.pick<RetentionFields>([
    { hotStorageDurationInMonths: months(random) },
    { layer_3_hot_to_cold_interval_days: hot },
    { hot_storage_size_in_days: hot },
  ]);
  const inMonths = hotFields.hotStorageDurationInMonths !== undefined;
  const coldFields = random.pick<RetentionFields>([
    { coolStorageDurationInMonths: months(random) },
    { layer_3_cold_to_archive_interval_days: inMonths ? 36_500 : cold },
    { cold_storage_size_in_days: inMonths ? 2000 : cold },
  ]);
  return { ...hotFields, ...coldFields };
}

function switches(random: Random) {
  return {
    needs3DModel: random.chance(0.15),
    useEventChecking: random.chance(0.6),
    triggerNotificationWorkflow: random.chance(0.5),
    returnFeedbackToDevice: random.chance(0.5),
  };
}

/** Any scenario that the model takes. */
export function randomDeployedScenario(random: Random): DeployedScenario {
  const { devices, interval } = randomRate(random, atLimit, 50_000);
  return {
    numberOfDevices: devices,
    deviceSendingIntervalInMinutes: interval,
    averageSizeOfMessageInKb: size(random),
    ...retention(random),
    archiveStorageDurationInMonths: months(random),
    ...switches(random),
    average3DModelSizeInMB: random.magnitude(0.1, 10_000),
    entityCount: random.whole(0, random.pick([0, 100, 100_000])),
    amountOfActiveEditors: random.whole(0, random.pick([0, 5, 500])),
    amountOfActiveViewers: random.whole(0, random.pick([0, 5, 500])),
    dashboardRefreshesPerHour: random.pick([0, random.whole(0, 120), random.magnitude(0.1, 100_000)]),
    dashboardActiveHoursPerDay: random.pick([0, 24, random.whole(0, 24), 7.5]),
    apiCallsPerDashboardRefresh: random.whole(1, 6),
    averageDigitalTwinQueryUnitsPerQuery: random.pick([1, random.magnitude(0.1, 100)]),
    averageDigitalTwinQueryResponseSizeInKb: random.pick([0.5, 1, 1.0001, 2, 4, random.magnitude(0.1, 5000)]),
    eventTriggerRate: random.pick([0, 1, 0.1, random.magnitude(0.001, 1)]),
    eventsPerMessage: random.whole(1, 3),
    numberOfEventActions: random.whole(0, 4),
    orchestrationActionsPerMessage: random.whole(1, 10),
    currency: "USD",
  };
}
