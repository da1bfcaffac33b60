import { expect, test } from "vitest";
import { testMachine } from "../fixtures/test-machine.ts";
import { PRESETS, readScenario } from "./read-scenario.ts";

const files = {
  "/work/broken.json": '{"a": }',
  "/work/mine.json": '\uFEFF{"a": 1}',
  "/repo/scenarios/smart-home.json": '{"b": 2}',
};

test("a file that is not there is refused by its name", async () => {
  expect(await readScenario(testMachine({ files }), { input: "none.json" })).toEqual({
    refusal: {
      code: "SCENARIO_INVALID",
      findings: [{ path: "$", found: "no such file: none.json", expected: "a JSON file with a scenario" }],
    },
  });
});

test("a folder is refused as what it is, by the path that was given", async () => {
  const read = await readScenario(testMachine({ files: { "/work/some/a.json": "{}" } }), { input: "./some" });
  expect(read).toHaveProperty("refusal.findings.0.found", "a folder: ./some");
});

test.each(["", " \n"])("a file with nothing but %j in it is refused", async (text) => {
  const machine = testMachine({ files: { "/work/empty.json": text } });
  expect(await readScenario(machine, { input: "empty.json" })).toHaveProperty(
    "refusal.findings.0.found",
    "nothing in empty.json",
  );
});

test("text that is no JSON is refused with its place", async () => {
  const read = await readScenario(testMachine({ files }), { input: "broken.json" });
  if (!("refusal" in read)) throw new Error("it was read");
  expect(read.refusal.findings[0]).toMatchObject({
    found: expect.stringContaining(" at 1:"),
    expected: "valid JSON",
  });
});

test("nothing on stdin is refused", async () => {
  expect(await readScenario(testMachine(), { input: "-" })).toHaveProperty(
    "refusal.code",
    "SCENARIO_INVALID",
  );
});

test("a file, stdin and a preset are read as they are", async () => {
  const machine = testMachine({ files, stdin: '{"c": 3}' });
  expect(await readScenario(machine, { input: "mine.json" })).toEqual({ name: "mine.json", given: { a: 1 } });
  expect(await readScenario(machine, { input: "/work/mine.json" })).toHaveProperty("given", { a: 1 });
  expect(await readScenario(machine, { input: "-" })).toHaveProperty("given", { c: 3 });
  expect(await readScenario(machine, { preset: "smart-home" })).toEqual({
    name: "smart-home",
    given: { b: 2 },
  });
  expect(PRESETS).toHaveLength(3);
});
