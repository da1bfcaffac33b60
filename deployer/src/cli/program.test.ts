import { validationSchema } from "@twin2multicloud/model";
import { describe, expect, test } from "vitest";
import { recordedProgress } from "../fixtures/recorded-progress.ts";
import { testMachine } from "../fixtures/test-machine.ts";
import type { TestMachineOptions } from "../fixtures/test-machine.ts";
import { demoTexts } from "../fixtures/twin-texts.ts";
import { runProgram } from "./program.ts";

function projectFiles(changes: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const texts = Object.entries(demoTexts(changes));
  return Object.fromEntries(
    texts.flatMap(([name, text]) => (text === undefined ? [] : [[`/work/twins/demo/${name}`, text]])),
  );
}

async function twin(args: string, options: TestMachineOptions = {}) {
  const machine = testMachine({ files: projectFiles(), ...options });
  const progress = recordedProgress();
  let stdout = "";
  const print = (text: string): void => void (stdout += `${text}\n`);
  const exitCode = await runProgram(args.split(" "), () => ({ machine, progress, print, canAsk: false }));
  return { exitCode, stdout, machine, progress };
}

const NO_PROCESSORS = {
  "config_iot_devices.json": [{ id: "a", properties: [] }],
  "config_events.json": [],
  "config_hierarchy.json": undefined,
};

describe("exit codes", () => {
  test("2 with every finding, and nothing is created", async () => {
    const files = projectFiles({ ...NO_PROCESSORS, "config.json": { digital_twin_name: "X" } });
    const { exitCode, stdout, machine } = await twin("deploy --json", { files });
    expect(exitCode).toBe(2);
    const validation = validationSchema.parse(JSON.parse(stdout));
    expect(validation.ok).toBe(false);
    expect(validation.findings.map(({ path }) => path)).toEqual([
      "$.digital_twin_name",
      "$.layer_3_hot_to_cold_interval_days",
      "$.layer_3_cold_to_archive_interval_days",
    ]);
    expect([...machine.files.content.keys()].filter((path) => path.includes(".twin"))).toEqual([]);
    expect(machine.commands).toEqual([]);
  });

  test("2 for an option that there is not", async () => {
    expect((await twin("deploy --bogus")).exitCode).toBe(2);
    expect((await twin("deploy --target moon")).exitCode).toBe(2);
  });

  test.each([
    "deploy --bogus --json",
    "read --json",
    "nope --json",
    "local up --bogus --json",
    "simulate send --json --twin nowhere",
  ])("2 with one JSON document for %s", async (args) => {
    const { exitCode, stdout } = await twin(args);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { message: expect.stringMatching(/./) } });
  });

  test("0 for the simulator's help, where no twin is", async () => {
    const { machine } = await twin("simulate send --help --twin nowhere");
    expect(machine.commands.at(-1)?.args.slice(1)).toEqual(["send", "--help"]);
  });

  test("3 when Terraform is missing, and nothing is created", async () => {
    const { exitCode, stdout, machine } = await twin("destroy --json");
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("Terraform is missing") },
    });
    expect([...machine.files.content.keys()].filter((path) => path.includes(".twin"))).toEqual([]);
  });

  test("1 when the functions cannot be built", async () => {
    const { exitCode, progress, stdout } = await twin("deploy", {
      run: () => ({ code: 1, stderr: "syntax error" }),
    });
    expect(exitCode).toBe(1);
    expect(stdout).toBe("");
    expect(progress.lines.at(-1)).toContain("syntax error");
  });

  test("0 for a valid project: warnings do not change it", async () => {
    const { exitCode, stdout } = await twin("validate --json", { files: projectFiles(NO_PROCESSORS) });
    expect(exitCode).toBe(0);
    expect(validationSchema.parse(JSON.parse(stdout)).ok).toBe(true);
  });
});

test("status of a twin that was never deployed is one JSON document", async () => {
  const run: TestMachineOptions["run"] = () => ({ stdout: '{"terraform_version": "1.11.4"}' });
  const { stdout } = await twin("status --json", { run });
  expect(JSON.parse(stdout)).toEqual({
    twin: "demo",
    state: "absent",
    messages: { received: 0, stored: 0, rejected: 0 },
    functions: [],
  });
});

test("outputs.json that is broken is named, with what to do", async () => {
  const files = { ...projectFiles(), "/work/.twin/demo/outputs.json": '{"twin": "de' };
  const { exitCode, stdout } = await twin("read --device s-1 --json", { files });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toEqual({
    message: "/work/.twin/demo/outputs.json is not what twin wrote",
    advice: "Run twin deploy to write it anew.",
  });
});

test("the simulator gets the outputs of the twin and every option that is its own", async () => {
  const { machine } = await twin("simulate send --device s-1 --set a=1 --set b=2 --json");
  expect(machine.commands[0]?.args).toEqual([
    "/repo/simulator/bin/simulate.js",
    "send",
    "--outputs",
    "/work/.twin/demo/outputs.json",
    "--device",
    "s-1",
    "--set",
    "a=1",
    "--set",
    "b=2",
    "--json",
  ]);
});

test("a local cloud that is started by hand stays", async () => {
  const { machine } = await twin("local up --json");
  expect(machine.commands[0]?.args).toEqual([
    "/repo/local-cloud/bin/local-cloud.js",
    "up",
    "--dir",
    "/work/.twin",
    "--pin",
    "--json",
  ]);
});
