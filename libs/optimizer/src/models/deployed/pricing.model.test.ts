import { describe, expect, test } from "vitest";
import type { Providers } from "@twin2multicloud/model";
import { doubleOf, exact } from "../../exact.ts";
import { createPricer } from "../../pricing/create-pricer.ts";
import { placementOfNumber } from "../../pricing/placement.ts";
import { DEPLOYED } from "./deployed.ts";
import { ALONE, CONTEXT, EVENTFUL, INDUSTRIAL, pricingOf, scenarioOf } from "./fixtures.ts";

const SPREAD: Providers = {
  l1: "azure",
  l2: "gcp",
  "l3-hot": "aws",
  "l3-cold": "gcp",
  "l3-archive": "azure",
  l4: "aws",
  l5: "gcp",
};

const PLACEMENTS = [...ALONE, SPREAD, placementOfNumber(777)];
const totalsOf = (given: object): number[] =>
  PLACEMENTS.map((placement) => doubleOf(pricingOf(given).exactTotal(placement)));

/** Every input that may change, with a value that differs from the one in the scenario. */
const CHANGES: Readonly<Record<string, unknown>> = {
  numberOfDevices: 4001,
  deviceSendingIntervalInMinutes: 0.6,
  averageSizeOfMessageInKb: 0.7,
  hotStorageDurationInMonths: 2,
  coolStorageDurationInMonths: 13,
  archiveStorageDurationInMonths: 37,
  amountOfActiveEditors: 26,
  amountOfActiveViewers: 11,
  dashboardRefreshesPerHour: 61,
  dashboardActiveHoursPerDay: 5,
  apiCallsPerDashboardRefresh: 2,
  averageDigitalTwinQueryUnitsPerQuery: 3,
  averageDigitalTwinQueryResponseSizeInKb: 4.5,
  entityCount: 41,
  needs3DModel: true,
  useEventChecking: false,
  triggerNotificationWorkflow: false,
  returnFeedbackToDevice: false,
  eventTriggerRate: 0.2,
  eventsPerMessage: 2,
  numberOfEventActions: 3,
  orchestrationActionsPerMessage: 4,
};

describe("every input has an effect", () => {
  const before = totalsOf(EVENTFUL);

  test.each(Object.entries(CHANGES))("%s", (field, value) => {
    expect(totalsOf({ ...EVENTFUL, [field]: value })).not.toEqual(before);
  });

  test("average3DModelSizeInMB, where a 3D model is needed", () => {
    const needed = { ...EVENTFUL, needs3DModel: true };
    expect(totalsOf({ ...needed, average3DModelSizeInMB: 10 })).not.toEqual(totalsOf(needed));
  });

  test("of those that are read", () => {
    const read = Object.keys(scenarioOf(EVENTFUL).inputs);
    expect(read.sort()).toEqual(DEPLOYED.sheet.inputs.map(({ name }) => name).sort());
  });
});

describe("no placement gets cheaper", () => {
  const GROWING: readonly (readonly [string, readonly number[]])[] = [
    ["numberOfDevices", [1, 7, 31, 100, 4000, 30_000, 250_000, 10_000_000]],
    ["averageSizeOfMessageInKb", [0.01, 0.5, 0.9, 1, 3.9, 4.1, 5.1, 12, 32]],
    ["hotStorageDurationInMonths", [0, 0.1, 1, 12]],
    ["coolStorageDurationInMonths", [0, 0.5, 1.5, 12]],
    ["archiveStorageDurationInMonths", [0, 1, 6, 13, 36]],
    ["dashboardRefreshesPerHour", [0, 1, 60, 3600]],
    ["amountOfActiveViewers", [0, 1, 300]],
    ["numberOfEventActions", [0, 1, 5]],
    ["eventTriggerRate", [0, 0.1, 1]],
  ];

  test.each(GROWING)("as %s grows", (field, values) => {
    const steps = values.map((value) => totalsOf({ ...EVENTFUL, [field]: value }));
    for (const [index, totals] of steps.entries()) {
      const earlier = steps[index - 1] ?? totals;
      for (const [position, total] of totals.entries())
        expect(total).toBeGreaterThanOrEqual(earlier[position] ?? 0);
    }
  });

  test("as devices send more often", () => {
    const steps = [43_800, 1440, 60, 2, 0.5, 0.1, 0.01].map((deviceSendingIntervalInMinutes) =>
      totalsOf({ ...INDUSTRIAL, deviceSendingIntervalInMinutes }),
    );
    for (const [index, totals] of steps.entries()) {
      const earlier = steps[index - 1] ?? totals;
      for (const [position, total] of totals.entries())
        expect(total).toBeGreaterThanOrEqual(earlier[position] ?? 0);
    }
  });
});

describe("at the ends of what a scenario may say", () => {
  const ENDS: readonly (readonly [string, object])[] = [
    ["one device with one message a month", { numberOfDevices: 1, deviceSendingIntervalInMinutes: 43_800 }],
    ["one message in a century", { numberOfDevices: 1, deviceSendingIntervalInMinutes: 52_560_000 }],
    ["messages of 32 KiB", { averageSizeOfMessageInKb: 32 }],
    ["messages of a single byte", { averageSizeOfMessageInKb: 1 / 1024 }],
    [
      "nothing is kept",
      {
        hotStorageDurationInMonths: 0,
        coolStorageDurationInMonths: 0,
        archiveStorageDurationInMonths: 0,
      },
    ],
    ["ten million devices", { numberOfDevices: 10_000_000, needs3DModel: true }],
    ["no event ever", { eventTriggerRate: 0 }],
  ];

  test.each(ENDS)("no line is negative and every total is a number: %s", (_, given) => {
    const pricing = pricingOf({ ...EVENTFUL, ...given });
    for (const placement of PLACEMENTS) {
      const { lines, total } = pricing.statement(placement);
      for (const { amount } of lines) expect(amount.compare(0)).toBeGreaterThanOrEqual(0);
      expect(doubleOf(total)).toBeGreaterThan(0);
      expect(doubleOf(total)).toBeLessThan(1e9);
    }
  });

  test("a size that was turned beyond what the edge takes still has a price, and is not accepted", () => {
    const scenario = scenarioOf(INDUSTRIAL);
    const turned = { ...scenario, inputs: { ...scenario.inputs, size: exact(100) } };
    expect(DEPLOYED.accepts?.(turned)).toBe(false);
    expect("pricing" in createPricer(DEPLOYED, CONTEXT).price(turned)).toBe(true);
    const still = { ...scenario, inputs: { ...scenario.inputs, interval: exact(0) } };
    expect(DEPLOYED.accepts?.(still)).toBe(false);
    expect(DEPLOYED.accepts?.(scenario)).toBe(true);
  });
});

describe("the fast totals", () => {
  test.each([
    ["without events", INDUSTRIAL],
    ["with events", EVENTFUL],
  ])("are the exact ones, %s", (_, given) => {
    const pricing = pricingOf(given);
    for (let number = 0; number < pricing.totals.length; number += 211) {
      const exactly = doubleOf(pricing.exactTotal(placementOfNumber(number)));
      expect(Math.abs((pricing.totals[number] ?? 0) - exactly)).toBeLessThanOrEqual(1e-10 * (exactly + 1000));
    }
  });

  test("count all 2,187 placements, and those alone whose l4 is on AWS when a 3D scene is needed", () => {
    const counted = (given: object): number => pricingOf(given).totals.filter((total) => total > 0).length;
    expect(counted(INDUSTRIAL)).toBe(2187);
    expect(counted({ ...INDUSTRIAL, needs3DModel: true })).toBe(729);
  });
});
