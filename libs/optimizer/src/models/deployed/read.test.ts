import { describe, expect, test } from "vitest";
import { exact } from "../../exact.ts";
import { DEPLOYED } from "./deployed.ts";
import { CONTEXT, INDUSTRIAL, scenarioOf } from "./fixtures.ts";

const { hotStorageDurationInMonths: _hot, coolStorageDurationInMonths: _cool, ...WITHOUT_TIERS } = INDUSTRIAL;

function findingsOf(given: unknown): string[] {
  const read = DEPLOYED.read(given, CONTEXT);
  return "refusal" in read
    ? read.refusal.findings.map(({ path, found, expected }) => `${path}: ${found}, not ${expected}`)
    : [];
}

function warningsOf(given: object): readonly string[] {
  const read = DEPLOYED.read(given, CONTEXT);
  return "warnings" in read ? read.warnings : ["refused"];
}

const daysOf = (given: object): string[] => {
  const { inputs } = scenarioOf({ ...WITHOUT_TIERS, ...given });
  return ["hot", "cold"].map((tier) => inputs[tier]?.toFraction() ?? "");
};

describe("a scenario is refused", () => {
  test("when its messages are larger than the edge takes", () => {
    expect(findingsOf({ ...INDUSTRIAL, averageSizeOfMessageInKb: 32.5 })).toEqual([
      "$.averageSizeOfMessageInKb: 32.5, not at most 32: on every cloud the edge refuses records of more than 32 KiB",
    ]);
  });

  test("with every violation at once", () => {
    const wrong = {
      ...INDUSTRIAL,
      numberOfDevices: 0,
      eventTriggerRate: 2,
      devices: 1,
      dashboardActiveHoursPerDay: 25,
    };
    expect(findingsOf(wrong)).toHaveLength(4);
  });

  test("when a tier has no time, or two", () => {
    expect(findingsOf(WITHOUT_TIERS)).toHaveLength(2);
    expect(findingsOf({ ...INDUSTRIAL, hot_storage_size_in_days: 30 })).toEqual([
      "$.hotStorageDurationInMonths: 1, not one of hotStorageDurationInMonths, layer_3_hot_to_cold_interval_days, hot_storage_size_in_days, and only one",
    ]);
  });

  test("when readings would leave the cold tier before the hot one", () => {
    const ages = { layer_3_hot_to_cold_interval_days: 30, layer_3_cold_to_archive_interval_days: 29 };
    expect(findingsOf({ ...WITHOUT_TIERS, ...ages })).toEqual([
      "$.layer_3_cold_to_archive_interval_days: 29, not at least the age at which readings leave the hot tier",
    ]);
  });

  test.each([["not an object"], [null], [[]]])("when it is %j", (given) => {
    expect(findingsOf(given)).toHaveLength(1);
  });
});

describe("retention", () => {
  test.each([
    [
      "months are the time in a tier",
      { hotStorageDurationInMonths: 12, coolStorageDurationInMonths: 0.5 },
      ["365", "365/24"],
    ],
    [
      "days are ages, so the cold tier keeps the difference",
      { layer_3_hot_to_cold_interval_days: 30, layer_3_cold_to_archive_interval_days: 90 },
      ["30", "60"],
    ],
    [
      "the older names mean the same",
      { hot_storage_size_in_days: 30, cold_storage_size_in_days: 30 },
      ["30", "0"],
    ],
    [
      "an age counts from the reading on, also after months",
      { hotStorageDurationInMonths: 12, layer_3_cold_to_archive_interval_days: 400 },
      ["365", "35"],
    ],
    [
      "months come after an age",
      { hot_storage_size_in_days: 7, coolStorageDurationInMonths: 12 },
      ["7", "365"],
    ],
  ])("%s", (_, given, days) => {
    expect(daysOf(given)).toEqual(days);
  });
});

describe("what has no effect is named", () => {
  test("fields without meaning for this model", () => {
    expect(warningsOf({ ...INDUSTRIAL, numberOfDeviceTypes: 3, integrateErrorHandling: true })).toEqual([
      "numberOfDeviceTypes has no meaning for deployed and is ignored",
      "integrateErrorHandling has no meaning for deployed and is ignored",
    ]);
  });

  test("switches and numbers of events without event checking", () => {
    const idle = { returnFeedbackToDevice: true, triggerNotificationWorkflow: true, numberOfEventActions: 1 };
    expect(warningsOf({ ...INDUSTRIAL, ...idle })).toEqual([
      "triggerNotificationWorkflow has no effect without useEventChecking",
      "returnFeedbackToDevice has no effect without useEventChecking",
      "numberOfEventActions has no effect without useEventChecking",
    ]);
  });

  test("the size of a 3D model, and actions of a workflow, that are not wanted", () => {
    const idle = { average3DModelSizeInMB: 5, orchestrationActionsPerMessage: 3, useEventChecking: true };
    expect(warningsOf({ ...INDUSTRIAL, ...idle })).toEqual([
      "orchestrationActionsPerMessage has no effect without useEventChecking and triggerNotificationWorkflow",
      "average3DModelSizeInMB has no effect without needs3DModel",
    ]);
  });

  test("nothing, when all of it is wanted", () => {
    const wanted = {
      useEventChecking: true,
      triggerNotificationWorkflow: true,
      orchestrationActionsPerMessage: 2,
    };
    expect(warningsOf({ ...INDUSTRIAL, ...wanted })).toEqual([]);
  });
});

test("dashboards, twins and events may be left out", () => {
  const least = {
    numberOfDevices: 1,
    deviceSendingIntervalInMinutes: 1,
    averageSizeOfMessageInKb: 1,
    hotStorageDurationInMonths: 0,
    coolStorageDurationInMonths: 0,
    archiveStorageDurationInMonths: 0,
  };
  expect(scenarioOf(least)).toMatchObject({ currency: "USD", flags: { needs3DModel: false }, given: least });
});

test("a turned size is accepted up to 32 KiB", () => {
  const scenario = scenarioOf(INDUSTRIAL);
  const accepts = (size: number) =>
    DEPLOYED.accepts?.({ ...scenario, inputs: { ...scenario.inputs, size: exact(size) } });
  expect([accepts(32), accepts(32.01)]).toEqual([true, false]);
});

test("the short names of the paper's artifact are read, too, and ignored beside the long ones", () => {
  const short = { n: 100, iv: 2, kb: 0.25, hot: 1, cool: 3, arch: 12, rph: 12, hpd: 1, ed: 2, vw: 0, ent: 0 };
  const read = DEPLOYED.read(short, CONTEXT);
  expect(read).toMatchObject({
    warnings: [],
    scenario: { inputs: { devices: exact(100), archive: exact(365) } },
  });
  const both = DEPLOYED.read({ ...short, numberOfDevices: 7 }, CONTEXT);
  expect(both).toMatchObject({
    warnings: ["n has no meaning for deployed and is ignored"],
    scenario: { inputs: { devices: exact(7) } },
  });
});

test("an archive without an end is priced for a year, and said so", () => {
  const { archiveStorageDurationInMonths: _archive, ...endless } = INDUSTRIAL;
  expect(warningsOf(endless)).toEqual([
    "archiveStorageDurationInMonths is not given: 12 months of archived readings are priced",
  ]);
});
