import { describe, expect, test } from "vitest";
import { demoTexts } from "../fixtures/twin-texts.ts";
import { draftOf } from "../twin/draft.ts";
import type { Draft } from "../twin/draft.ts";
import { twinScenario } from "./twin-scenario.ts";

const DAYS = { digital_twin_name: "a", layer_3_hot_to_cold_interval_days: 30, cold_storage_size_in_days: 90 };

function draftWith(inputs?: object, changes: Readonly<Record<string, unknown>> = {}): Draft {
  const optimization = inputs && { result: { inputParamsUsed: inputs } };
  return draftOf(demoTexts({ "config.json": DAYS, "config_optimization.json": optimization, ...changes }))
    .draft;
}

const RETENTION = { layer_3_hot_to_cold_interval_days: 30, layer_3_cold_to_archive_interval_days: 90 };

describe("what the twin's files say wins, and a difference is said", () => {
  test("months that mean other days", () => {
    const inputs = { numberOfDevices: 7, hotStorageDurationInMonths: 3, coolStorageDurationInMonths: 2 };
    const { given, warnings } = twinScenario(draftWith(inputs), "deployed");
    expect(given).toEqual({ numberOfDevices: 7, ...RETENTION });
    expect(warnings).toEqual([
      "hotStorageDurationInMonths of the scenario is not used: by config.json readings leave the hot tier at 30 days, after 30 days in it",
    ]);
  });

  test("months and devices under the short names of the paper's artifact", () => {
    const { given, warnings } = twinScenario(draftWith(), "deployed", { n: 7, hot: 3, cool: 2, kb: 1 });
    expect(given).toEqual({ numberOfDevices: 7, averageSizeOfMessageInKb: 1, ...RETENTION });
    expect(warnings).toEqual([expect.stringContaining("hotStorageDurationInMonths of the scenario")]);
  });

  test("other days, under either name", () => {
    const fields = {
      numberOfDevices: 7,
      hot_storage_size_in_days: 31,
      layer_3_cold_to_archive_interval_days: 90,
    };
    const { given, warnings } = twinScenario(draftWith(), "deployed", fields);
    expect(given).toEqual({ numberOfDevices: 7, ...RETENTION });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("layer_3_hot_to_cold_interval_days of the scenario is not used");
  });

  test("a switch", () => {
    const draft = draftWith({ useEventChecking: true });
    const fields = { numberOfDevices: 7, useEventChecking: false };
    const { given, warnings } = twinScenario(draft, "twin2clouds-v2", fields);
    expect(given).toEqual({ numberOfDevices: 7, useEventChecking: true });
    expect(warnings).toEqual([
      "useEventChecking is true in config_optimization.json, which wins over the scenario",
    ]);
  });
});

describe("a switch that the model does not know", () => {
  test("is left out where it is off", () => {
    const inputs = { numberOfDevices: 7, integrateErrorHandling: false, useEventChecking: false };
    const { given } = twinScenario(draftWith(inputs), "deployed");
    expect(given).toEqual({ numberOfDevices: 7, useEventChecking: false, ...RETENTION });
    expect(twinScenario(draftWith(inputs), "paper-2025").given).toEqual({ numberOfDevices: 7 });
    expect(twinScenario(draftWith(inputs), "twin2clouds-v2").given).toEqual(inputs);
  });

  test("stays where it is on, so that the model warns of it", () => {
    const inputs = { numberOfDevices: 7, integrateErrorHandling: true };
    expect(twinScenario(draftWith(inputs), "deployed").given).toEqual({ ...inputs, ...RETENTION });
  });
});

test("what agrees is not said", () => {
  const inputs = { numberOfDevices: 7, hotStorageDurationInMonths: 1, coolStorageDurationInMonths: 2 };
  expect(twinScenario(draftWith(inputs), "deployed").warnings).toEqual([]);
});

test("devices are counted where their number is not given", () => {
  const { given, warnings } = twinScenario(draftWith(), "deployed");
  expect(given).toEqual({ numberOfDevices: 3, ...RETENTION });
  expect(warnings).toEqual([
    "numberOfDevices is not given: the 3 devices of config_iot_devices.json are counted",
  ]);
});

test("other models keep the months: they know no days", () => {
  const inputs = { numberOfDevices: 7, hotStorageDurationInMonths: 3 };
  expect(twinScenario(draftWith(inputs), "paper-2025")).toEqual({ given: inputs, warnings: [] });
});

test("a scenario that is given takes the place of the twin's numbers", () => {
  const draft = draftWith({ numberOfDevices: 7, entityCount: 3 });
  expect(twinScenario(draft, "paper-2025", { numberOfDevices: 9 }).given).toEqual({ numberOfDevices: 9 });
});
