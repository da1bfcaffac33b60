import type { BreakEven } from "@twin2multicloud/optimizer";
import { fieldsOf } from "../read-scenario.ts";

const POINTS = 160;

/** The least device count up to which a curve goes. */
const LEAST_END = 1000;

/** How many times the scenario's devices a curve goes to. */
const REACH = 10;

/** The number of devices of a scenario, under its name or the short one of the EDT'25 paper's artifact; 1 if there is none. */
export function devicesOf(given: unknown): number {
  const fields = fieldsOf(given);
  const devices = fields["numberOfDevices"] ?? fields["n"];
  return typeof devices === "number" ? devices : 1;
}

/** The device counts of a curve: equal factors apart from 1 to ten times the scenario's, with its own and the break-even points. */
export function curveValues(devices: number, breakEvens: readonly BreakEven[]): number[] {
  const end = Math.max(LEAST_END, REACH * devices);
  const grid = Array.from({ length: POINTS }, (_, index) => Math.round(end ** (index / (POINTS - 1))));
  const changes = breakEvens
    .filter(({ turned, value }) => turned === "devices" && value <= end)
    .flatMap(({ value }) => [value - 1, value])
    .filter((value) => value >= 1);
  return [...new Set([...grid, devices, ...changes])].sort((a, b) => a - b);
}
