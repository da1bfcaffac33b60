import { expect, test } from "vitest";
import * as z from "zod/mini";
import { readScenarioWith } from "./read-scenario.ts";
import type { FieldReading } from "./read-scenario.ts";

const inOrder = z.refine<{ hot: number; cool: number }>(({ hot, cool }) => hot <= cool, {
  path: ["cool"],
  error: "at least the months in the hot tier",
  when: () => true,
});

const schema = z
  .strictObject({
    n: z.number().check(z.gt(0), z.lt(100)),
    hot: z.number(),
    cool: z.number(),
    needs3DModel: z.optional(z.boolean()),
    currency: z.optional(z.enum(["USD", "EUR"])),
    integrateErrorHandling: z.optional(z.boolean().check(z.refine((on) => !on, "false"))),
  })
  .check(inOrder);

const reading: FieldReading = {
  model: "paper-2025",
  ineffective: ["needs3DModel"],
  codes: { "$.integrateErrorHandling": "UNSUPPORTED_ERROR_HANDLING_TOPOLOGY" },
};

const fine = { n: 1, hot: 1, cool: 3 };

const refused = (given: unknown) => {
  const read = readScenarioWith(schema, given, reading);
  if (!("refusal" in read)) throw new Error("the scenario was accepted");
  return {
    code: read.refusal.code,
    findings: read.refusal.findings.map(({ path, found, expected }) => `${path} | ${found} | ${expected}`),
  };
};

test.each([
  [null, "null"],
  [[fine], "a list"],
  ["{}", '"{}"'],
  [7, "7"],
  [undefined, "nothing"],
])("a scenario that is no object is refused: %j", (given, found) => {
  expect(refused(given).findings).toEqual([`$ | ${found} | an object with the fields of a scenario`]);
});

test("every violation is listed, also those between fields", () => {
  expect(refused({ n: 0, hot: 5, cool: 4, currency: "GBP", numberOfDevice: 3 })).toEqual({
    code: "SCENARIO_INVALID",
    findings: [
      "$.n | 0 | more than 0",
      '$.currency | "GBP" | one of "USD", "EUR"',
      '$.numberOfDevice | unknown field "numberOfDevice" | no such field; the fields here are n, hot, cool, needs3DModel, currency, integrateErrorHandling',
      "$.cool | 4 | at least the months in the hot tier",
    ],
  });
});

test.each([
  [{ ...fine, n: Number.NaN }, "$.n | NaN | a number"],
  [{ ...fine, n: Number.POSITIVE_INFINITY }, "$.n | Infinity | a number"],
  [{ ...fine, n: 100 }, "$.n | 100 | less than 100"],
  [{ ...fine, n: "5" }, '$.n | "5" | a number'],
  [{ ...fine, n: true }, "$.n | true | a number"],
  [{ hot: 1, cool: 3 }, "$.n | nothing | a number"],
  [{ ...fine, n: undefined }, "$.n | nothing | a number"],
])("a number must be one: %j", (given, finding) => {
  expect(refused(given).findings).toEqual([finding]);
});

test("a refusal has its own code if it is for nothing else", () => {
  expect(refused({ ...fine, integrateErrorHandling: true }).code).toBe("UNSUPPORTED_ERROR_HANDLING_TOPOLOGY");
  expect(refused({ ...fine, integrateErrorHandling: true, n: 0 }).code).toBe("SCENARIO_INVALID");
});

test("known fields without a meaning are warned of, whatever their value", () => {
  const given = { ...fine, needs3DModel: true, entityCount: "many", layer_3_hot_to_cold_interval_days: 9 };
  expect(readScenarioWith(schema, given, reading)).toEqual({
    values: { ...fine, needs3DModel: true },
    warnings: [
      "needs3DModel has no meaning for paper-2025 and is ignored",
      "entityCount has no meaning for paper-2025 and is ignored",
      "layer_3_hot_to_cold_interval_days has no meaning for paper-2025 and is ignored",
    ],
  });
});

test.each(["constructor", "__proto__", "toString"])("an inherited name is no field: %s", (name) => {
  const given: unknown = JSON.parse(`{"n":1,"hot":1,"cool":3,${JSON.stringify(name)}:1}`);
  expect(refused(given).findings).toEqual([expect.stringContaining(`unknown field "${name}"`)]);
});
