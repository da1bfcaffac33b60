import type { BreakEven } from "@twin2multicloud/optimizer";
import { expect, test } from "vitest";
import { breakEvenLines } from "./break-even-lines.ts";

const change = (turned: BreakEven["turned"], value: number): BreakEven => ({
  turned,
  unit: turned === "devices" ? "device" : "minute",
  at: 100,
  value,
  from: "aws|aws|aws|aws|aws|aws|aws",
  to: "gcp|aws|aws|aws|aws|aws|aws",
});

const words = (start: string): string => `from ${start} on (the scenario: 100), l1 moves from aws to gcp`;

test("nothing changes", () => {
  expect(breakEvenLines([])).toEqual([]);
});

test("only the nearest changes on either side are told, and how many there are beyond", () => {
  const devices = [2, 50, 99, 101, 200, 300].map((value) => change("devices", value));
  const interval = [7, 9, 11].map((value) => change("interval", value));
  expect(breakEvenLines([...devices.toReversed(), ...interval])).toEqual([
    words("99 devices"),
    words("101 devices"),
    words("a sending interval of 11 minutes"),
    "farther away: 4 of devices, 2 of interval; --json and --report list them all",
  ]);
});

test("a change at the scenario's own value has happened already", () => {
  expect(breakEvenLines([change("devices", 100), change("devices", 101)])).toEqual([
    words("100 devices"),
    words("101 devices"),
  ]);
});
