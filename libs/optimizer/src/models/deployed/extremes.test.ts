import { expect, test } from "vitest";
import { DEPLOYED } from "./deployed.ts";
import { CONTEXT, INDUSTRIAL, pricingOf } from "./fixtures.ts";

const MOST = 1e12;

/** Every number as large as a scenario may hold it; messages come as often and are as large as possible. */
const LARGEST = {
  numberOfDevices: MOST,
  deviceSendingIntervalInMinutes: 1e-9,
  averageSizeOfMessageInKb: 32,
  hotStorageDurationInMonths: 1200,
  coolStorageDurationInMonths: 1200,
  archiveStorageDurationInMonths: 1200,
  needs3DModel: true,
  average3DModelSizeInMB: MOST,
  entityCount: MOST,
  amountOfActiveEditors: MOST,
  amountOfActiveViewers: MOST,
  dashboardRefreshesPerHour: MOST,
  dashboardActiveHoursPerDay: 24,
  apiCallsPerDashboardRefresh: MOST,
  averageDigitalTwinQueryUnitsPerQuery: MOST,
  averageDigitalTwinQueryResponseSizeInKb: MOST,
  useEventChecking: true,
  triggerNotificationWorkflow: true,
  returnFeedbackToDevice: true,
  eventTriggerRate: 1,
  eventsPerMessage: 1_000_000,
  numberOfEventActions: 1_000_000,
  orchestrationActionsPerMessage: 1_000_000,
};

test.each([
  ["numberOfDevices", 1e308, "at most 1000000000000"],
  ["deviceSendingIntervalInMinutes", 1e-300, "at least 1e-9"],
  ["archiveStorageDurationInMonths", 1201, "at most 1200"],
  ["numberOfEventActions", 1_000_001, "at most 1000000"],
])("%s of %d is refused by its name", (field, value, expected) => {
  const read = DEPLOYED.read({ ...INDUSTRIAL, [field]: value }, CONTEXT);
  const findings = [{ path: `$.${field}`, found: String(value), expected }];
  expect(read).toEqual({ refusal: { code: "SCENARIO_INVALID", findings } });
});

test("the largest scenario that is taken has totals", () => {
  const { totals } = pricingOf(LARGEST);
  const priced = totals.filter((total) => !Number.isNaN(total));
  expect(priced.length).toBeGreaterThan(0);
  expect(priced.every((total) => Number.isFinite(total))).toBe(true);
});
