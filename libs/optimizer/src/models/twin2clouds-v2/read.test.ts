import { expect, test } from "vitest";
import { exact } from "../../exact.ts";
import { priced, refused, SMALL, tryPrice } from "./fixtures/priced.ts";
import { acceptsRetentions } from "./read.ts";

const found = (given: unknown): string[] =>
  refused(given).findings.map((finding) => `${finding.path} | ${finding.found} | ${finding.expected}`);

const atLeastOne = [
  "numberOfDevices",
  "hotStorageDurationInMonths",
  "coolStorageDurationInMonths",
  "orchestrationActionsPerMessage",
  "eventsPerMessage",
  "apiCallsPerDashboardRefresh",
  "numberOfDeviceTypes",
];
const atLeastZero = [
  "entityCount",
  "amountOfActiveEditors",
  "amountOfActiveViewers",
  "dashboardRefreshesPerHour",
  "dashboardActiveHoursPerDay",
  "numberOfEventActions",
];
const aboveZero = [
  "deviceSendingIntervalInMinutes",
  "averageSizeOfMessageInKb",
  "average3DModelSizeInMB",
  "averageDigitalTwinQueryUnitsPerQuery",
  "averageDigitalTwinQueryResponseSizeInKb",
];
const numbers = [
  ...atLeastOne,
  ...atLeastZero,
  ...aboveZero,
  "archiveStorageDurationInMonths",
  "eventTriggerRate",
];
const switches = [
  "needs3DModel",
  "useEventChecking",
  "triggerNotificationWorkflow",
  "returnFeedbackToDevice",
  "integrateErrorHandling",
  "allowGcpSelfHostedL4",
  "allowGcpSelfHostedL5",
];

test.each(numbers)("%s is a number, not a text, a switch or nothing", (field) => {
  for (const value of ["2", true, null, Number.NaN, Number.POSITIVE_INFINITY])
    expect(found({ ...SMALL, [field]: value })[0]).toMatch(
      new RegExp(`^\\$\\.${field} \\| .* \\| a number$`),
    );
});

test.each([...atLeastOne, ...atLeastZero, "archiveStorageDurationInMonths"])("%s is whole", (field) => {
  expect(found({ ...SMALL, [field]: 7.5 })[0]).toBe(`$.${field} | 7.5 | a whole number`);
});

test.each(atLeastOne)("%s is at least 1", (field) => {
  expect(found({ ...SMALL, [field]: 0 })[0]).toBe(`$.${field} | 0 | at least 1`);
});

test.each(atLeastZero)("%s is at least 0", (field) => {
  expect(found({ ...SMALL, [field]: -1 })).toEqual([`$.${field} | -1 | at least 0`]);
  expect(tryPrice({ ...SMALL, [field]: 0 })).toHaveProperty("pricing");
});

test.each(aboveZero)("%s is above 0, whole or not", (field) => {
  expect(found({ ...SMALL, [field]: 0 })).toEqual([`$.${field} | 0 | more than 0`]);
  expect(tryPrice({ ...SMALL, [field]: 2 })).toHaveProperty("pricing");
  expect(tryPrice({ ...SMALL, [field]: 2.5 })).toHaveProperty("pricing");
});

test.each(switches)("%s is true or false", (field) => {
  for (const value of ["true", 1, 0, null])
    expect(found({ ...SMALL, [field]: value })).toEqual([
      `$.${field} | ${JSON.stringify(value)} | true or false`,
    ]);
});

test.each([
  [{ dashboardActiveHoursPerDay: 25 }, "$.dashboardActiveHoursPerDay | 25 | at most 24"],
  [{ eventTriggerRate: 1.01 }, "$.eventTriggerRate | 1.01 | at most 1"],
  [{ eventTriggerRate: -0.1 }, "$.eventTriggerRate | -0.1 | at least 0"],
  [{ currency: "GBP" }, '$.currency | "GBP" | one of "USD", "EUR"'],
  [{ calculationRunId: "run-1" }, '$.calculationRunId | "run-1" | a UUID'],
  [
    { hotStorageDurationInMonths: 4 },
    "$.coolStorageDurationInMonths | 3 | at least hotStorageDurationInMonths",
  ],
  [
    { coolStorageDurationInMonths: 13 },
    "$.archiveStorageDurationInMonths | 12 | at least coolStorageDurationInMonths",
  ],
  [{ archiveStorageDurationInMonths: 5 }, "$.archiveStorageDurationInMonths | 5 | at least 6"],
  [{ optimizationProfileId: "" }, '$.optimizationProfileId | "" | at least 1 character'],
  [{ providerPricingContexts: [] }, "$.providerPricingContexts | an empty list | an object"],
  [
    { providerPricingContexts: { awsTwinMaker: { status: "available", observedAt: "yesterday" } } },
    '$.providerPricingContexts.awsTwinMaker.observedAt | "yesterday" | a time in ISO 8601 or <<NOW>>',
  ],
  [
    { providerPricingCatalogs: { aws: {}, azure: {} } },
    "$.providerPricingCatalogs.gcp | nothing | an object",
  ],
])("ranges of the predecessor: %j", (given, finding) => {
  expect(refused({ ...SMALL, ...given })).toHaveProperty("code", "SCENARIO_INVALID");
  expect(found({ ...SMALL, ...given })).toEqual([finding]);
});

test("an unknown field is refused, with those that are known", () => {
  expect(found({ ...SMALL, numberOfDevice: 3 })).toEqual([
    expect.stringMatching(
      /^\$\.numberOfDevice \| unknown field "numberOfDevice" \| no such field; .*numberOfDevices/,
    ),
  ]);
});

test("every missing field is named", () => {
  expect(refused({}).findings.map(({ path }) => path)).toEqual(
    Object.keys(SMALL)
      .filter((field) => field !== "providerPricingContexts")
      .map((field) => `$.${field}`),
  );
});

test("all violations at once, also between fields", () => {
  const given = {
    ...SMALL,
    numberOfDevices: 0,
    coolStorageDurationInMonths: 13,
    integrateErrorHandling: true,
  };
  expect(refused(given)).toMatchObject({
    code: "SCENARIO_INVALID",
    findings: [
      { path: "$.numberOfDevices" },
      { path: "$.integrateErrorHandling" },
      { path: "$.archiveStorageDurationInMonths" },
    ],
  });
});

test.each([
  ["integrateErrorHandling", "UNSUPPORTED_ERROR_HANDLING_TOPOLOGY"],
  ["allowGcpSelfHostedL4", "UNSUPPORTED_GCP_SELF_HOSTING"],
  ["allowGcpSelfHostedL5", "UNSUPPORTED_GCP_SELF_HOSTING"],
])("%s cannot be asked for", (field, code) => {
  const refusal = refused({ ...SMALL, [field]: true });
  expect(refusal).toMatchObject({ code, findings: [{ path: `$.${field}`, found: "true" }] });
  expect(tryPrice({ ...SMALL, [field]: false })).toHaveProperty("pricing");
});

test("more than ten S3 units of IoT Hub fail the whole run", () => {
  const given = { ...SMALL, deviceSendingIntervalInMinutes: 43_200, averageSizeOfMessageInKb: 4 };
  expect(tryPrice({ ...given, numberOfDevices: 90_000_000_000 })).toHaveProperty("pricing");
  expect(refused({ ...given, numberOfDevices: 90_000_000_001 })).toMatchObject({
    code: "IOT_HUB_CAPACITY_EXCEEDED",
    findings: [{ path: "$.numberOfDevices", found: "90000000001 messages of 4 KiB a month" }],
  });
  const blocks = { ...given, numberOfDevices: 50_000_000_000, averageSizeOfMessageInKb: 4.01 };
  expect(refused(blocks).code).toBe("IOT_HUB_CAPACITY_EXCEEDED");
});

test("fields that change nothing are warned of", () => {
  const outcome = tryPrice({
    ...SMALL,
    calculationRunId: "018f0f5e-7b5e-7b2d-9f0b-7f66c2a88a01",
    eventsPerMessage: 3,
    n: 4,
    providerPricingCatalogs: { aws: { id: "pcs_1" }, azure: {}, gcp: {} },
  });
  expect(outcome).toHaveProperty("read", [
    "needs3DModel has no meaning for twin2clouds-v2 and is ignored",
    "calculationRunId has no meaning for twin2clouds-v2 and is ignored",
    "eventsPerMessage has no meaning for twin2clouds-v2 and is ignored",
    "n has no meaning for twin2clouds-v2 and is ignored",
    "providerPricingCatalogs has no meaning for twin2clouds-v2 and is ignored",
  ]);
});

test("what is absent has the predecessor's default", () => {
  const defaults = {
    currency: "USD",
    useEventChecking: false,
    orchestrationActionsPerMessage: 3,
    apiCallsPerDashboardRefresh: 1,
    averageDigitalTwinQueryUnitsPerQuery: 1,
    averageDigitalTwinQueryResponseSizeInKb: 1,
    numberOfDeviceTypes: 1,
    numberOfEventActions: 0,
    eventTriggerRate: 0.1,
  };
  expect(priced({ ...SMALL, ...defaults }).scenario).toMatchObject({
    currency: priced(SMALL).scenario.currency,
    inputs: priced(SMALL).scenario.inputs,
    flags: priced(SMALL).scenario.flags,
  });
});

test.each([
  [1, 3, 12, true],
  [3, 3, 6, true],
  [4, 3, 12, false],
  [1, 13, 12, false],
  [1, 3, 5, false],
])("turned retentions of %i, %i and %i months: %s", (hot, cold, archive, taken) => {
  const { scenario } = priced(SMALL);
  const months = { "hot-months": exact(hot), "cold-months": exact(cold), "archive-months": exact(archive) };
  expect(acceptsRetentions({ ...scenario, inputs: { ...scenario.inputs, ...months } })).toBe(taken);
});
