import { optimizationSchema } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import type { TestMachine } from "../fixtures/test-machine.ts";
import { demoTexts, providersConfig } from "../fixtures/twin-texts.ts";
import { applyResult } from "./apply.ts";
import { resultFixture } from "./fixtures/result.ts";

function machineWith(changes: Readonly<Record<string, unknown>> = {}): TestMachine {
  const texts = Object.entries(demoTexts(changes)).flatMap(([name, text]) =>
    text === undefined ? [] : [[`/work/twins/demo/${name}`, text] as const],
  );
  return testMachine({ files: Object.fromEntries(texts) });
}

function contentOf({ files }: TestMachine): Record<string, string> {
  return Object.fromEntries([...files.content].map(([path, bytes]) => [path, String(bytes)]));
}

const given = { numberOfDevices: 100, useEventChecking: true, needs3DModel: false };
const result = resultFixture();

describe("nothing is written", () => {
  test("where there is no twin", async () => {
    const machine = testMachine({ files: { "/work/x/config_providers.json": "{}" } });
    const before = contentOf(machine);
    await expect(applyResult(machine, "x", { given, result })).rejects.toMatchObject({
      message: "/work/x holds no twin: there is no config.json",
      exitCode: 2,
    });
    expect(contentOf(machine)).toEqual(before);
  });

  test("when the placement would make the twin invalid", async () => {
    const machine = machineWith({
      "config_iot_devices.json": [{ id: "room.1", properties: [{ name: "t", dataType: "DOUBLE" }] }],
      "config_events.json": [],
      "config_hierarchy.json": undefined,
      "config_providers.json": providersConfig("gcp", "aws", "aws"),
    });
    const before = contentOf(machine);
    const applied = applyResult(machine, "twins/demo", { given, result });
    await expect(applied).rejects.toMatchObject({
      message: expect.stringContaining("config_iot_devices.json $[0].id"),
      exitCode: 2,
    });
    expect(contentOf(machine)).toEqual(before);
  });

  test("when the second file cannot be replaced", async () => {
    const machine = machineWith();
    const before = contentOf(machine);
    machine.files.failOn(/config_optimization\.json$/, "EACCES");
    await expect(applyResult(machine, "twins/demo", { given, result })).rejects.toThrow("EACCES");
    expect(contentOf(machine)).toEqual(before);
  });
});

test("both files hold the result as the twin's own validation takes it, and no other file changes", async () => {
  const machine = machineWith();
  const before = contentOf(machine);
  const gcp = resultFixture({ placement: { ...result.placement, l1: "gcp" } });
  const applied = await applyResult(machine, "twins/demo", { given, result: gcp });
  const after = contentOf(machine);
  expect(JSON.parse(after["/work/twins/demo/config_providers.json"] ?? "")).toEqual({
    layer_1_provider: "gcp",
    layer_2_provider: "aws",
    layer_3_hot_provider: "aws",
    layer_3_cold_provider: "azure",
    layer_3_archive_provider: "azure",
    layer_4_provider: "aws",
    layer_5_provider: "aws",
  });
  const written: unknown = JSON.parse(after["/work/twins/demo/config_optimization.json"] ?? "");
  expect(optimizationSchema.parse(written).result).toMatchObject({
    inputParamsUsed: given,
    model: "deployed",
    total: 23.47,
    currency: "USD",
    path: "gcp|aws|aws|azure|azure|aws|aws",
    layers: { l1: 4.5, l3_cold: 0.05 },
  });
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed.sort()).toEqual([...applied.files].sort());
  expect(applied.changes).toEqual([
    "l1: aws > gcp",
    "l2: azure > aws",
    "l3-hot: gcp > aws",
    "l3-cold: gcp > azure",
    "l3-archive: gcp > azure",
    "l4: azure > aws",
    "useEventChecking: false > true",
  ]);
});

test("short names are translated, and what the file does not take is left out and named", async () => {
  const machine = machineWith({ "config_optimization.json": undefined });
  const short = { n: 5, kb: 0.5, hot: 1, arch: 6, hot_storage_size_in_days: 3, needs3DModel: "yes" };
  const { warnings } = await applyResult(machine, "twins/demo", { given: short, result });
  const text = contentOf(machine)["/work/twins/demo/config_optimization.json"] ?? "";
  expect(JSON.parse(text).result.inputParamsUsed).toEqual({
    numberOfDevices: 5,
    averageSizeOfMessageInKb: 0.5,
    hotStorageDurationInMonths: 1,
    archiveStorageDurationInMonths: 6,
    hot_storage_size_in_days: 3,
  });
  expect(warnings).toEqual([
    "needs3DModel: config_optimization.json does not take this value, it was not written",
  ]);
});
