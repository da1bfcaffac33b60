import * as z from "zod/mini";
import { RETENTION_FIELDS } from "../config/twin-config.ts";
import { MAX_RECORD_BYTES } from "../limits.ts";
import { notNegative, positiveNumber, wholeNumber } from "./checks.ts";
import { CURRENCIES } from "./names.ts";

/** The largest average size of a message in KiB: every cloud's edge refuses a larger record. */
const MAX_SIZE = MAX_RECORD_BYTES / 1024;

/** As long as the days that `config.json` of a twin takes: a hundred years. */
const MAX_MONTHS = 1200;

/** Far above what a message can cause; beyond, the costs of clouds can hardly be told apart. */
const MAX_PER_MESSAGE = 1_000_000;

/** As `config.json` of a twin takes it. */
const days = z.optional(wholeNumber(1, 36_500));
const months = z.optional(notNegative(MAX_MONTHS));
const flag = z._default(z.boolean(), false);

/** The names of how long a tier keeps readings, in months first, then as ages in days; a scenario gives exactly one of each list. */
export const TIER_FIELDS = {
  hot: ["hotStorageDurationInMonths", ...RETENTION_FIELDS.hot],
  cold: ["coolStorageDurationInMonths", ...RETENTION_FIELDS.cold],
} as const;

type TierField = (typeof TIER_FIELDS)[keyof typeof TIER_FIELDS][number];

/** How long readings are kept, as a scenario gives it. */
export type RetentionFields = Readonly<Partial<Record<TierField, number | undefined>>>;

/** How long one tier keeps readings: the time in it, or the age in days at which a reading leaves it. */
export interface TierRetention {
  readonly months?: number | undefined;
  readonly age?: number | undefined;
}

/** How long the hot and the cold tier keep readings, under whichever names a scenario says so. */
export function retentionOf(
  given: RetentionFields,
): Readonly<Record<keyof typeof TIER_FIELDS, TierRetention>> {
  return {
    hot: {
      months: given.hotStorageDurationInMonths,
      age: given.layer_3_hot_to_cold_interval_days ?? given.hot_storage_size_in_days,
    },
    cold: {
      months: given.coolStorageDurationInMonths,
      age: given.layer_3_cold_to_archive_interval_days ?? given.cold_storage_size_in_days,
    },
  };
}

function namedOnce(tier: keyof typeof TIER_FIELDS) {
  const fields: readonly TierField[] = TIER_FIELDS[tier];
  return z.refine<RetentionFields>(
    (given) => fields.filter((field) => given[field] !== undefined).length === 1,
    {
      path: [fields[0] ?? tier],
      error: `one of ${fields.join(", ")}, and only one`,
      when: ({ value }) => typeof value === "object",
    },
  );
}

const HOURS_PER_DAY = 24;
const HOURS_PER_MONTH = 730;

function leavesHotFirst(given: RetentionFields): boolean {
  const { hot, cold } = retentionOf(given);
  const hotHours = hot.age === undefined ? (hot.months ?? 0) * HOURS_PER_MONTH : hot.age * HOURS_PER_DAY;
  return cold.age === undefined || cold.age * HOURS_PER_DAY >= hotHours;
}

const readingsLeaveHotFirst = z.refine<RetentionFields>(leavesHotFirst, {
  path: ["layer_3_cold_to_archive_interval_days"],
  error: "at least the age at which readings leave the hot tier",
  when: ({ value }) => typeof value === "object",
});

/** How many months of archived readings are priced when nothing says so: a twin itself keeps its archive for good. */
export const ARCHIVE_MONTHS = 12;

/** A scenario of the model `deployed`: what is not given of dashboards, twins and events is not there. */
export const deployedScenarioSchema = z
  .strictObject({
    numberOfDevices: wholeNumber(1),
    deviceSendingIntervalInMinutes: positiveNumber,
    averageSizeOfMessageInKb: positiveNumber.check(
      z.refine(
        (size) => size <= MAX_SIZE,
        `at most ${MAX_SIZE}: on every cloud the edge refuses records of more than ${MAX_SIZE} KiB`,
      ),
    ),
    hotStorageDurationInMonths: months,
    layer_3_hot_to_cold_interval_days: days,
    hot_storage_size_in_days: days,
    coolStorageDurationInMonths: months,
    layer_3_cold_to_archive_interval_days: days,
    cold_storage_size_in_days: days,
    archiveStorageDurationInMonths: z._default(notNegative(MAX_MONTHS), ARCHIVE_MONTHS),
    needs3DModel: flag,
    average3DModelSizeInMB: z._default(positiveNumber, 100),
    entityCount: z._default(wholeNumber(0), 0),
    amountOfActiveEditors: z._default(wholeNumber(0), 0),
    amountOfActiveViewers: z._default(wholeNumber(0), 0),
    dashboardRefreshesPerHour: z._default(notNegative(), 0),
    dashboardActiveHoursPerDay: z._default(notNegative(24), 0),
    apiCallsPerDashboardRefresh: z._default(wholeNumber(1), 1),
    averageDigitalTwinQueryUnitsPerQuery: z._default(positiveNumber, 1),
    averageDigitalTwinQueryResponseSizeInKb: z._default(positiveNumber, 1),
    useEventChecking: flag,
    triggerNotificationWorkflow: flag,
    returnFeedbackToDevice: flag,
    eventTriggerRate: z._default(notNegative(1), 0.1),
    eventsPerMessage: z._default(wholeNumber(1, MAX_PER_MESSAGE), 1),
    numberOfEventActions: z._default(wholeNumber(0, MAX_PER_MESSAGE), 0),
    orchestrationActionsPerMessage: z._default(wholeNumber(1, MAX_PER_MESSAGE), 3),
    currency: z._default(z.enum(CURRENCIES), "USD"),
  })
  .check(namedOnce("hot"), namedOnce("cold"), readingsLeaveHotFirst);

/** A scenario as the model `deployed` reads it. */
export type DeployedScenario = z.infer<typeof deployedScenarioSchema>;
