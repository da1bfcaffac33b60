import * as z from "zod/mini";
import { normaliseTimestamp } from "../timestamp.ts";
import { positiveNumber, wholeNumber } from "./checks.ts";
import { CURRENCIES } from "./names.ts";

/** What stands for the time of the run where a scenario gives a time. */
export const NOW_MARK = "<<NOW>>";

const text = z.string().check(z.minLength(1));
const flag = z.optional(z.boolean());
const count = z.optional(wholeNumber(1));

const momentOrNow = z
  .string()
  .check(
    z.refine(
      (value) => value === NOW_MARK || normaliseTimestamp(value) !== undefined,
      `a time in ISO 8601 or ${NOW_MARK}`,
    ),
  );

/** What was observed of an account's TwinMaker plan; observers may add fields of their own. */
const twinMakerContextSchema = z.looseObject({
  status: z.string(),
  schemaVersion: z.optional(z.nullable(z.string())),
  pricingRegion: z.optional(z.nullable(z.string())),
  catalogSnapshotDigest: z.optional(z.nullable(z.string())),
  observedAt: z.optional(z.nullable(momentOrNow)),
  currentPlan: z.optional(z.nullable(z.looseObject({ mode: z.string() }))),
  pendingPlan: z.optional(z.nullable(z.looseObject({}))),
});

/** What was observed of an account's TwinMaker plan. */
export type TwinMakerContext = z.infer<typeof twinMakerContextSchema>;

const contextsSchema = z.strictObject({
  awsTwinMaker: z.optional(z.nullable(twinMakerContextSchema)),
});

const catalogueReference = z.looseObject({});

const catalogueReferencesSchema = z.strictObject({
  aws: catalogueReference,
  azure: catalogueReference,
  gcp: catalogueReference,
});

const off = (why: string): z.ZodMiniOptional<z.ZodMiniBoolean> =>
  z.optional(z.boolean().check(z.refine((on) => !on, `false: ${why}`)));

const TIERS = [
  "hotStorageDurationInMonths",
  "coolStorageDurationInMonths",
  "archiveStorageDurationInMonths",
] as const;

type Tiers = Readonly<Record<(typeof TIERS)[number], unknown>>;

function keepsAtLeastAsLong(tier: (typeof TIERS)[number], before: (typeof TIERS)[number]) {
  return z.refine<Tiers>(
    ({ [tier]: later, [before]: earlier }) =>
      typeof later !== "number" || typeof earlier !== "number" || earlier <= later,
    { path: [tier], error: `at least ${before}`, when: ({ value }) => typeof value === "object" },
  );
}

/**
 * A scenario of the predecessor's calculation: its names, ranges and defaults. `calculationRunId` and
 * `providerPricingCatalogs` need not be given.
 */
export const predecessorScenarioSchema = z
  .strictObject({
    calculationRunId: z.optional(z.guid("a UUID")),
    numberOfDevices: wholeNumber(1),
    deviceSendingIntervalInMinutes: positiveNumber,
    averageSizeOfMessageInKb: positiveNumber,
    hotStorageDurationInMonths: wholeNumber(1),
    coolStorageDurationInMonths: wholeNumber(1),
    archiveStorageDurationInMonths: wholeNumber(6),
    needs3DModel: z.boolean(),
    entityCount: wholeNumber(0),
    amountOfActiveEditors: wholeNumber(0),
    amountOfActiveViewers: wholeNumber(0),
    dashboardRefreshesPerHour: wholeNumber(0),
    dashboardActiveHoursPerDay: wholeNumber(0, 24),
    currency: z.optional(z.enum(CURRENCIES)),
    useEventChecking: flag,
    triggerNotificationWorkflow: flag,
    returnFeedbackToDevice: flag,
    integrateErrorHandling: off("the predecessor cannot cost error handling"),
    orchestrationActionsPerMessage: count,
    eventsPerMessage: count,
    apiCallsPerDashboardRefresh: count,
    average3DModelSizeInMB: z.optional(positiveNumber),
    averageDigitalTwinQueryUnitsPerQuery: z.optional(positiveNumber),
    averageDigitalTwinQueryResponseSizeInKb: z.optional(positiveNumber),
    numberOfDeviceTypes: count,
    numberOfEventActions: z.optional(wholeNumber(0)),
    eventTriggerRate: z.optional(z.number().check(z.gte(0), z.lte(1))),
    allowGcpSelfHostedL4: off("the predecessor knows no L4 on Google Cloud"),
    allowGcpSelfHostedL5: off("the predecessor knows no L5 on Google Cloud"),
    optimizationProfileId: z.optional(text),
    providerPricingCatalogs: z.optional(catalogueReferencesSchema),
    providerPricingContexts: z.optional(z.nullable(contextsSchema)),
  })
  .check(keepsAtLeastAsLong(TIERS[1], TIERS[0]), keepsAtLeastAsLong(TIERS[2], TIERS[1]));

/** A scenario of the predecessor's calculation. */
export type PredecessorScenario = z.infer<typeof predecessorScenarioSchema>;
