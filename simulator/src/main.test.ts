import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "./main.ts";
import { createTestClock } from "./test-clock.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  const slots = ["l1", "l2", "l3-hot", "l3-cold", "l3-archive", "l4", "l5"];
  const outputs = {
    twin: "t",
    target: "local",
    providers: Object.fromEntries(slots.map((slot) => [slot, "aws"])),
    hot_reader: { url: "https://localhost:1", headers: {}, ca_file: "ca.pem" },
    ingest: { d: { protocol: "mqtt", url: "mqtts://localhost:1", ca_file: "ca.pem" } },
    functions: [],
  };
  writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
  writeFileSync(join(folder, "torn.json"), '{"twin":');
  writeFileSync(join(folder, "broken.csv"), "t,v\n1,2\n1,2,3\n");
  writeFileSync(join(folder, "good.csv"), "t,v\n1700000000,2\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function simulate(line: string, refusal?: Error) {
  let [stdout, stderr] = ["", ""];
  const publisher = {
    publish: () => Promise.resolve(),
    isLost: () => false,
    close: () => Promise.resolve(),
  };
  const exitCode = await main(line.replaceAll("@", `${folder}/`).split(" ").filter(Boolean), {
    clock: createTestClock(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    connect: () => (refusal ? Promise.reject(refusal) : Promise.resolve(publisher)),
  });
  return { exitCode, stdout, stderr };
}

const replay = "replay --outputs @outputs.json --device d --time-column t --map v=v";

describe("what fails before anything is sent", () => {
  test.each([
    ["", "expected send or replay"],
    ["send --colour red", "--colour"],
    ["send --outputs @outputs.json --device d --set", "--set"],
    ["send --outputs @gone.json --device d --set a=1", "gone.json"],
    ["send --outputs @torn.json --device d --set a=1", "torn.json"],
    ["send --outputs @outputs.json --device x --set a=1", "expected one of d"],
    ["send --outputs @outputs.json --device constructor --set a=1", "expected one of d"],
    [`${replay} --file @gone.csv`, "there is no file"],
    [`${replay} --file @broken.csv`, "row 2"],
    [`${replay} --file @good.csv --map x=x`, '"x"'],
  ])("%s: 2, one JSON document with --json, one line for people without", async (line, message) => {
    const machine = await simulate(`--json ${line}`);
    expect(machine).toMatchObject({ exitCode: 2, stderr: "" });
    expect(JSON.parse(machine.stdout)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    });
    const human = await simulate(line);
    expect(human).toMatchObject({ exitCode: 2, stdout: "" });
    expect(human.stderr).toMatch(/^simulate: /);
  });

  test("1 when the broker refuses", async () => {
    const refused = await simulate(`${replay} --file @good.csv --json`, new Error("not authorised"));
    expect(refused).toEqual({
      exitCode: 1,
      stdout: '{"ok":false,"error":{"message":"not authorised"}}\n',
      stderr: "",
    });
  });

  test("what to do is in the advice", async () => {
    const { stdout } = await simulate("send --json --outputs @gone.json --device d --set a=1");
    expect(JSON.parse(stdout)).toMatchObject({ error: { advice: "Deploy the twin first." } });
  });
});

test.each(["--help", "-h", "send --help", "replay --help", "send --device d --help"])(
  "%s prints the usage, without a twin",
  async (line) => {
    const { exitCode, stdout, stderr } = await simulate(line);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("--time-column C");
  },
);

test("the counts are the one JSON document of a replay", async () => {
  const { exitCode, stdout } = await simulate(`${replay} --file @good.csv --json`);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ sent: 1, acknowledged: 1, failed: 0, seconds: 0 });
});
