import { optimizationSchema, validationSchema } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { recordedProgress } from "../fixtures/recorded-progress.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import type { TestMachine, TestMachineOptions } from "../fixtures/test-machine.ts";
import { demoTexts } from "../fixtures/twin-texts.ts";
import { runProgram } from "./program.ts";

const SCENARIO = {
  numberOfDevices: 100,
  deviceSendingIntervalInMinutes: 2,
  averageSizeOfMessageInKb: 0.25,
  hotStorageDurationInMonths: 1,
  coolStorageDurationInMonths: 3,
  archiveStorageDurationInMonths: 12,
  needs3DModel: false,
  entityCount: 0,
  amountOfActiveEditors: 2,
  amountOfActiveViewers: 0,
  dashboardRefreshesPerHour: 12,
  dashboardActiveHoursPerDay: 1,
};

const EMPTY_DEVICES = {
  "config_iot_devices.json": [{ id: "a", properties: [] }],
  "config_events.json": [],
  "config_hierarchy.json": undefined,
};

function projectFiles(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const texts = Object.entries(demoTexts({ ...EMPTY_DEVICES, ...changes }));
  return Object.fromEntries(
    texts.flatMap(([name, text]) => (text === undefined ? [] : [[`/work/twins/demo/${name}`, text]])),
  );
}

async function twin(args: string, options: TestMachineOptions & { on?: TestMachine } = {}) {
  const files = {
    "/work/s.json": JSON.stringify(SCENARIO),
    "/work/odd.json": JSON.stringify({ ...SCENARIO, numberOfDevices: -1, colour: "red" }),
    "/work/broken.json": "{",
    ...projectFiles(),
  };
  const machine = options.on ?? testMachine({ files, ...options });
  const progress = recordedProgress();
  let stdout = "";
  const print = (text: string): void => void (stdout += `${text}\n`);
  const exitCode = await runProgram(args.split(" "), () => ({ machine, progress, print, canAsk: false }));
  return { exitCode, stdout, machine, progress };
}

function textsOf({ files }: TestMachine): Record<string, string> {
  return Object.fromEntries([...files.content].map(([path, bytes]) => [path, String(bytes)]));
}

describe("a refused scenario is one document, exits with 2 and writes nothing", () => {
  test.each([
    ["optimize --input none.json", "no such file: none.json"],
    ["optimize --input broken.json", "broken.json"],
    ["optimize --input odd.json", "-1"],
    ["optimize --input odd.json --report r.html --apply --twin twins/demo", "-1"],
    ["cost --input none.json", "no such file: none.json"],
  ])("%s", async (args, found) => {
    const { exitCode, stdout, machine } = await twin(`${args} --json`);
    expect(exitCode).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe("SCENARIO_INVALID");
    expect(error.findings[0]).toEqual({
      path: expect.stringMatching(/^\$/),
      found: expect.stringContaining(found),
      expected: expect.stringMatching(/./),
    });
    expect(textsOf(machine)).toEqual(textsOf((await twin("doctor --json")).machine));
  });

  test("every violation is listed, as text too", async () => {
    const { exitCode, stdout } = await twin("optimize --input odd.json");
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/^Refused: SCENARIO_INVALID\n/);
    expect(stdout).toMatch(/\$\.numberOfDevices: found -1; expected/);
    expect(stdout).toMatch(/\$\.colour: found unknown field/);
  });

  test("so is every constraint that is not understood", async () => {
    const constraints = "--pin l9=aws --pin l4=aws --pin l4=azure --max-clouds 0 --budget much";
    const { exitCode, stdout } = await twin(`optimize --input s.json ${constraints} --json`);
    expect(exitCode).toBe(2);
    const { code, findings } = JSON.parse(stdout).error;
    expect(code).toBe("CONSTRAINTS_INVALID");
    expect(findings.map(({ path }: { path: string }) => path)).toEqual([
      "--pin l9=aws",
      "--pin l4=azure",
      "--max-clouds 0",
      "--budget much",
    ]);
  });

  test("constraints that nothing meets", async () => {
    const { exitCode, stdout } = await twin(
      "optimize --input s.json --model paper-2025 --require 3d-scene --forbid l4=aws --json",
    );
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe("NO_ADMISSIBLE_PLACEMENT");
  });
});

describe("a mistake on the command line exits with 2 and says what was expected", () => {
  test.each([
    ["optimize", "no scenario is given"],
    ["optimize --input s.json --preset smart-home", "cannot be used with"],
    ["optimize --input s.json --explain l1_l3_hot", "the model deployed has no figure"],
    ["optimize --preset castle", "Allowed choices are smart-home"],
    ["optimize --input s.json --model magic", "Allowed choices are deployed"],
    ["optimize --input s.json --currency GBP", "Allowed choices are USD, EUR"],
    ["optimize --input s.json --apply", "--apply does not know which twin"],
    ["optimize --input s.json --apply --twin nowhere", "holds no twin"],
    ["optimize --input s.json --explain moon", "has no figure"],
    ["cost --twin nowhere", "holds no twin"],
  ])("%s", async (args, message) => {
    const { exitCode, stdout } = await twin(`${args} --json`);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    });
  });
});

test.each(["deployed", "paper-2025"])("%s gives exactly one document", async (model) => {
  const { exitCode, stdout } = await twin(`optimize --input s.json --model ${model} --json`);
  expect(exitCode).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ model, currency: "USD", total: expect.any(Number) });
  expect(Object.keys(result.placement)).toEqual(["l1", "l2", "l3_hot", "l3_cold", "l3_archive", "l4", "l5"]);
  expect(result.ranked[0].placement).toBe(Object.values(result.placement).join("|"));
  expect(result).not.toHaveProperty("explanation");
});

test("options reach the optimizer in every spelling", async () => {
  const constraints =
    "--pin l3_cold=google --forbid l1=aws --residency EU --require mqtt-devices --max-clouds 2";
  const { stdout } = await twin(
    `optimize --input - ${constraints} --model twin2clouds-v2 --budget 1e6 --currency EUR --json`,
    {
      stdin: JSON.stringify(SCENARIO),
    },
  );
  const { placement, currency, constraints: costs } = JSON.parse(stdout);
  expect(placement).toMatchObject({ l1: "azure", l3_cold: "gcp" });
  expect(new Set(Object.values(placement)).size).toBe(2);
  expect(currency).toBe("EUR");
  expect(costs.map(({ constraint }: { constraint: string }) => constraint)).toEqual([
    "--pin l3-cold=gcp",
    "--forbid l1=aws",
    "--residency EU",
    "--require mqtt-devices",
    "--max-clouds 2",
    "--budget 1000000",
  ]);
});

test("text has the table, the path and at most 120 columns", async () => {
  const { exitCode, stdout, progress } = await twin("optimize --input s.json --explain l3-hot");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Cheapest placement of s\.json: USD a month, model deployed\n/);
  expect(stdout).toMatch(/\nPath: l1 \w+ > l2 \w+ > l3-hot/);
  expect(stdout).toContain("\nWhere l3_hot comes from: ");
  const urls = /https?:\/\/\S{80,}/;
  const lines = stdout.split("\n").filter((line) => !urls.test(line));
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  expect(progress.lines).toEqual([]);
});

test("an explanation is one more key of the document", async () => {
  const { stdout } = await twin("optimize --input s.json --model paper-2025 --explain total --json");
  const { explanation, total } = JSON.parse(stdout);
  expect(explanation).toMatchObject({ of: "total", value: total, unit: "USD" });
  expect(explanation.lines.length).toBeGreaterThan(10);
});

test("a report is written where it is asked for, and named", async () => {
  const { stdout, machine } = await twin(
    "optimize --input s.json --model paper-2025 --report out/r.html --json",
  );
  expect(JSON.parse(stdout).report).toBe("/work/out/r.html");
  const page = textsOf(machine)["/work/out/r.html"] ?? "";
  expect(page).toContain("<!doctype html>");
  expect(page).toContain('class="own"');
  expect(page).not.toContain("NaN");
});

test("a report that cannot be written is a failure that names its path", async () => {
  const machine = testMachine({ files: { "/work/s.json": JSON.stringify(SCENARIO) } });
  machine.files.failOn(/r\.html/, "EISDIR");
  const { exitCode, stdout } = await twin(
    "optimize --input s.json --model paper-2025 --report r.html --json",
    {
      on: machine,
    },
  );
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    error: {
      message: expect.stringContaining("the report cannot be written to /work/r.html: "),
      advice: expect.stringContaining("--report"),
    },
  });
});

test("a twin that is named without --apply is left alone, with a warning", async () => {
  const { stdout, machine } = await twin(
    "optimize --input s.json --model paper-2025 --twin twins/demo --json",
  );
  expect(JSON.parse(stdout).warnings[0]).toContain("--twin twins/demo has no effect without --apply");
  expect(textsOf(machine)).toEqual(textsOf((await twin("doctor --json")).machine));
});

describe("what is applied", () => {
  test("validates, and costs as it was optimized", async () => {
    const scenario = {
      ...SCENARIO,
      layer_3_hot_to_cold_interval_days: 30,
      layer_3_cold_to_archive_interval_days: 90,
    };
    const { hotStorageDurationInMonths: _hot, coolStorageDurationInMonths: _cool, ...days } = scenario;
    const stdin = JSON.stringify(days);
    const { stdout, machine } = await twin("optimize --input - --apply --twin twins/demo --json", { stdin });
    const { applied, total, placement } = JSON.parse(stdout);
    expect(applied.files).toEqual([
      "/work/twins/demo/config_providers.json",
      "/work/twins/demo/config_optimization.json",
    ]);
    const written = textsOf(machine);
    expect(optimizationSchema.parse(JSON.parse(written[applied.files[1]] ?? "")).result?.["total"]).toBe(
      total,
    );
    const validation = await twin("validate --json", { on: machine });
    expect(validationSchema.parse(JSON.parse(validation.stdout)).ok).toBe(true);
    const cost = JSON.parse((await twin("cost --json", { on: machine })).stdout);
    expect(cost).toMatchObject({ placement, total });
  });
});

describe("a twin as it is configured", () => {
  test("the demo costs something on the clouds that its providers name", async () => {
    const { exitCode, stdout } = await twin("cost --json");
    expect(exitCode).toBe(0);
    const { placement, total } = JSON.parse(stdout);
    expect(placement).toMatchObject({ l1: "aws", l2: "azure", l3_hot: "gcp", l4: "azure", l5: "aws" });
    expect(total).toBeGreaterThan(0);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])("a switch that the model does not know and that is %j is warned of %i times", async (on, times) => {
    const files = projectFiles({ "config_optimization.json": { integrateErrorHandling: on } });
    const { stdout } = await twin("cost --input s.json --json", {
      files: { ...files, "/work/s.json": JSON.stringify(SCENARIO) },
    });
    const { warnings } = JSON.parse(stdout);
    const about = warnings.filter((warning: string) =>
      warning.startsWith("integrateErrorHandling has no meaning"),
    );
    expect(about).toHaveLength(times);
  });

  test("what is missing is a finding that says who may give it", async () => {
    const files = projectFiles({ "config_optimization.json": undefined });
    const { exitCode, stdout } = await twin("cost --json", { files });
    expect(exitCode).toBe(2);
    const { findings } = JSON.parse(stdout).error;
    expect(findings.map(({ path }: { path: string }) => path)).toContain("$.deviceSendingIntervalInMinutes");
    expect(findings[0].expected).toContain(
      "config_optimization.json (result.inputParamsUsed) or --input may give it",
    );
  });

  test("a provider that is missing is a finding", async () => {
    const files = projectFiles({ "config_providers.json": { layer_1_provider: "aws" } });
    const { exitCode, stdout } = await twin("cost --json", { files });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).error.findings[0].path).toContain("config_providers.json $.layer_2_provider");
  });
});
