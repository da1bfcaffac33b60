import { expect, test } from "vitest";
import { predecessorScenarioSchema } from "@twin2multicloud/model";
import golden from "../../../golden/paper-2025.json" with { type: "json" };
import facility from "../../../../../scenarios/industrial-facility.json" with { type: "json" };
import building from "../../../../../scenarios/smart-building.json" with { type: "json" };
import home from "../../../../../scenarios/smart-home.json" with { type: "json" };
import { scenarioOf } from "./fixtures/priced.ts";
import { readPaperScenario } from "./read.ts";

const short = golden.scenarios.small.input;

function findingsOf(given: unknown): string[] {
  const reading = readPaperScenario(given);
  if (!("refusal" in reading)) throw new Error("the scenario was accepted");
  expect(reading.refusal.code).toBe("SCENARIO_INVALID");
  return reading.refusal.findings.map(({ path, found, expected }) => `${path} | ${found} | ${expected}`);
}

function warningsOf(given: unknown): readonly string[] {
  const reading = readPaperScenario(given);
  if ("refusal" in reading) throw new Error(JSON.stringify(reading.refusal));
  return reading.warnings;
}

test.each([null, [], "{}", undefined])("what is no object is refused: %j", (given) => {
  expect(findingsOf(given)).toHaveLength(1);
  expect(findingsOf(given)[0]).toMatch(/^\$ \|/);
});

test("everything that is missing is named", () => {
  const findings = findingsOf({});
  expect(findings).toHaveLength(11);
  expect(findings).toContain("$.numberOfDevices | nothing | a number");
});

test("violations are named where the scenario has them, under the name that it uses", () => {
  const given = { ...short, n: 0, iv: -1, hot: -0.1, hpd: 25, ent: 1.5, ed: "two", needs3DModel: "yes" };
  expect(findingsOf(given)).toEqual([
    "$.n | 0 | at least 1",
    "$.iv | -1 | more than 0",
    "$.hot | -0.1 | at least 0",
    "$.hpd | 25 | at most 24",
    '$.ed | "two" | a number',
    "$.ent | 1.5 | a whole number",
    '$.needs3DModel | "yes" | true or false',
  ]);
});

test("both names of one thing at once are a finding, besides all others", () => {
  expect(findingsOf({ ...short, numberOfDevices: 100, kb: 0 })).toEqual([
    "$.numberOfDevices | numberOfDevices besides n | one of the two: both mean numberOfDevices",
    "$.kb | 0 | more than 0",
  ]);
});

test("a field that nobody knows is refused", () => {
  expect(findingsOf({ ...short, devices: 3 })[0]).toMatch(/^\$\.devices \| unknown field "devices"/);
});

test("fields of other models are warned of", () => {
  expect(warningsOf({ ...home, numberOfDeviceTypes: 2, providerPricingContexts: {} })).toEqual([
    "numberOfDeviceTypes has no meaning for paper-2025 and is ignored",
    "providerPricingContexts has no meaning for paper-2025 and is ignored",
  ]);
});

test("storage times that the artifact would refuse are priced with a warning", () => {
  expect(warningsOf({ ...short, hot: 6 })).toEqual([
    "the paper's artifact would refuse storage times of 6, 3 and 12 months: it expects hot <= cold <= archive",
  ]);
});

test("the artifact's names and the predecessor's mean the same, also mixed", () => {
  const { n, ...others } = short;
  const mixed = { ...others, numberOfDevices: n };
  expect(scenarioOf(mixed).inputs).toEqual(scenarioOf(short).inputs);
});

test.each([
  ["smart-home", home, golden.scenarios.small.input],
  ["industrial-facility", facility, golden.scenarios.mediumTableVII.input],
  ["smart-building", building, golden.scenarios.large.input],
])("the preset %s is the scenario of Table VII, also for the predecessor", (_name, preset, input) => {
  expect(scenarioOf(preset).inputs).toEqual(scenarioOf(input).inputs);
  expect(warningsOf(preset)).toEqual([]);
  expect(predecessorScenarioSchema.safeParse(preset).success).toBe(true);
});

test("dollars and no 3D scene unless the scenario says so", () => {
  expect(scenarioOf(short)).toMatchObject({ currency: "USD", flags: { needs3DModel: false } });
  expect(scenarioOf({ ...short, currency: "EUR", needs3DModel: true })).toMatchObject({
    currency: "EUR",
    flags: { needs3DModel: true },
  });
});
