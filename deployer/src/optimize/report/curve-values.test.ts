import { expect, test } from "vitest";
import { curveValues, devicesOf } from "./curve-values.ts";

test.each([[undefined], [[]], [{}], [{ numberOfDevices: "5" }]])("%j has one device", (given) => {
  expect(devicesOf(given)).toBe(1);
});

test("devices bear either name", () => {
  expect([devicesOf({ numberOfDevices: 7 }), devicesOf({ n: 8 })]).toEqual([7, 8]);
});

test("a curve goes from one device to ten times the scenario's, through both sides of every break-even point", () => {
  const change = { turned: "devices", unit: "device", at: 1, from: "a", to: "b" } as const;
  const values = curveValues(30_000, [
    { ...change, value: 4213 },
    { ...change, value: 1e9 },
    { ...change, turned: "hot", value: 77.5 },
  ]);
  expect([values[0], values.at(-1)]).toEqual([1, 300_000]);
  expect(values).toEqual(expect.arrayContaining([30_000, 4212, 4213]));
  expect(values.every(Number.isInteger)).toBe(true);
  expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  expect(curveValues(3, []).at(-1)).toBe(1000);
});
