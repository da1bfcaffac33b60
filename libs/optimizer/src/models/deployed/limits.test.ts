import { describe, expect, test } from "vitest";
import { INDUSTRIAL, pricingOf } from "./fixtures.ts";

const excluded = (given: object): string[] =>
  pricingOf({ ...INDUSTRIAL, ...given }).exclusions.map(
    ({ cloud, slot, code }) => `${cloud} ${slot} ${code}`,
  );

/** Each warning with the slot and cloud that it concerns. */
const warned = (given: object): string =>
  pricingOf({ ...INDUSTRIAL, deviceSendingIntervalInMinutes: 60, ...given })
    .warnings.map((warning) => (typeof warning === "string" ? warning : `${warning.slot} ${warning.text}`))
    .join("\n");

describe("exclusions", () => {
  test("IoT Hub takes 3,000 million messages a day and not one more", () => {
    // 4,000 devices; the last interval at which 10 units of S3 suffice.
    const full = (4000 * 1440) / 3_000_000_000;
    expect(excluded({ deviceSendingIntervalInMinutes: full })).toEqual([]);
    const over = { deviceSendingIntervalInMinutes: 0.00191 };
    expect(excluded(over)).toEqual(["azure l1 IOT_HUB_CAPACITY_EXCEEDED"]);
  });

  test("commands to devices count on IoT Hub as well", () => {
    const events = {
      deviceSendingIntervalInMinutes: 0.00192,
      useEventChecking: true,
      returnFeedbackToDevice: true,
    };
    expect(excluded(events)).toEqual(["azure l1 IOT_HUB_CAPACITY_EXCEEDED"]);
    expect(excluded({ ...events, returnFeedbackToDevice: false })).toEqual([]);
  });

  test("only TwinMaker shows a 3D scene", () => {
    expect(excluded({ needs3DModel: true })).toEqual(["azure l4 NO_3D_SCENE", "gcp l4 NO_3D_SCENE"]);
  });
});

describe("warnings with their numbers", () => {
  test("none for a twin that is quiet enough", () => {
    expect(warned({})).toBe("");
  });

  test.each([
    [
      "one unit of S1 is deployed",
      { deviceSendingIntervalInMinutes: 1 },
      "l1 Azure: IoT Hub would need 15 units of S1",
    ],
    ["Lambda's concurrency is capped", { deviceSendingIntervalInMinutes: 0.01 }, "l2 AWS: 16.7 instances"],
    [
      "Flex Consumption's instances are capped",
      { deviceSendingIntervalInMinutes: 0.001 },
      "l1 Azure: the dispatcher would need 62.5 instances",
    ],
    [
      "Cloud Run's instances are capped",
      { deviceSendingIntervalInMinutes: 0.0005 },
      "l1 Google Cloud: the dispatcher would need 25 instances",
    ],
    [
      "one mover is too slow",
      { deviceSendingIntervalInMinutes: 0.03 },
      "\nthe mover from hot to cold would work 27.3 of 24 hours",
    ],
    ["IoT Core has a quota", { deviceSendingIntervalInMinutes: 0.003 }, "quota of IoT Core is 20000"],
    ["DynamoDB has a quota", { deviceSendingIntervalInMinutes: 0.003 }, "44444.4 write units a second"],
    [
      "a Storage queue has a limit",
      { deviceSendingIntervalInMinutes: 0.03 },
      "l1 Azure: devices send 2222.2 messages a second",
    ],
    [
      "serverless Cosmos DB has a limit",
      { deviceSendingIntervalInMinutes: 0.02 },
      "l3-hot Azure: the hot container would take",
    ],
    [
      "Digital Twins has a limit",
      { deviceSendingIntervalInMinutes: 0.06 },
      "l4 Azure: Digital Twins would be updated 1111.1 times a second",
    ],
    [
      "a document should not be written too often",
      { deviceSendingIntervalInMinutes: 0.01 },
      "written 1.7 times a second",
    ],
    [
      "TwinMaker has a largest plan",
      { entityCount: 20_001 - 134 },
      "l4 AWS: the twin would have 20001 entities",
    ],
  ])("%s", (_, given, words) => {
    expect(warned(given)).toContain(words);
  });
});
