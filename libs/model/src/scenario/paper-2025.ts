import * as z from "zod/mini";
import { notNegative, positiveNumber, wholeNumber } from "./checks.ts";
import { CURRENCIES } from "./names.ts";

/** The short names of the EDT'25 paper's artifact, each with the predecessor's name for the same thing. */
export const PAPER_FIELD_NAMES = {
  n: "numberOfDevices",
  iv: "deviceSendingIntervalInMinutes",
  kb: "averageSizeOfMessageInKb",
  hot: "hotStorageDurationInMonths",
  cool: "coolStorageDurationInMonths",
  arch: "archiveStorageDurationInMonths",
  rph: "dashboardRefreshesPerHour",
  hpd: "dashboardActiveHoursPerDay",
  ed: "amountOfActiveEditors",
  vw: "amountOfActiveViewers",
  ent: "entityCount",
} as const;

/**
 * What the model `paper-2025` reads of a scenario (EDT'25 paper, Table VI), under the predecessor's names. The formulas
 * hold for any storage time, also for parts of a month.
 */
export const paperScenarioSchema = z.strictObject({
  numberOfDevices: wholeNumber(1),
  deviceSendingIntervalInMinutes: positiveNumber,
  averageSizeOfMessageInKb: positiveNumber,
  hotStorageDurationInMonths: notNegative(),
  coolStorageDurationInMonths: notNegative(),
  archiveStorageDurationInMonths: notNegative(),
  dashboardRefreshesPerHour: notNegative(),
  dashboardActiveHoursPerDay: notNegative(24),
  amountOfActiveEditors: wholeNumber(0),
  amountOfActiveViewers: wholeNumber(0),
  entityCount: wholeNumber(0),
  needs3DModel: z._default(z.boolean(), false),
  currency: z._default(z.enum(CURRENCIES), "USD"),
});

/** A scenario as the model `paper-2025` reads it. */
export type PaperScenario = z.infer<typeof paperScenarioSchema>;
