import { doubleOf, exact } from "../exact.ts";
import type { Exact } from "../exact.ts";
import type { CostModel } from "../model/cost-model.ts";
import type { Scenario } from "../model/scenario.ts";
import type { BreakEven } from "./result.ts";

/** A number of a scenario that a user turns. */
export type Turned = BreakEven["turned"];

/** The numbers of a scenario that a user turns, in the order in which results list them. */
export const TURNED: readonly Turned[] = ["devices", "interval", "size", "hot", "cold", "archive"];

/**
 * The values that a number takes while it is turned, as steps: devices and retentions are whole, all else has four
 * digits. Values grow with steps.
 */
export interface Scale {
  readonly first: number;
  readonly last: number;
  valueAt(step: number): Exact;
  /** The last step whose value is not above a number. */
  stepAt(value: number): number;
}

const MANTISSAS = 9000;

const whole = (first: number, last: number): Scale => ({
  first,
  last,
  valueAt: (step) => exact(step),
  stepAt: (value) => Math.floor(value),
});

function fourDigitStep(value: number): number {
  const [digits = "", exponent = "0"] = value.toExponential(12).split("e");
  return Number(exponent) * MANTISSAS + Number(digits.replace(".", "").slice(0, 4)) - 1000;
}

function fourDigitValue(step: number): Exact {
  const exponent = Math.floor(step / MANTISSAS);
  const mantissa = step - exponent * MANTISSAS + 1000;
  return exact(`${mantissa}e${exponent - 3}`);
}

/** All values of four digits from one to another. */
export function fourDigits(from: number, to: number): Scale {
  return {
    first: fourDigitStep(from),
    last: fourDigitStep(to),
    valueAt: fourDigitValue,
    stepAt: fourDigitStep,
  };
}

const AROUND = 100;
const DEVICES = 1_000_000;
const LONGER = 10;
const RETENTION = 36;

/**
 * The range in which a number is turned around its value: devices from 1 to a million or ten times as many, retention
 * from 1 to 36 or ten times as long, interval and size from a hundredth to a hundred times the value.
 */
export function scaleOf(turned: Turned, at: number): Scale {
  if (turned === "devices") return whole(1, Math.max(DEVICES, Math.ceil(at * LONGER)));
  if (turned === "interval" || turned === "size") return fourDigits(at / AROUND, at * AROUND);
  return whole(1, Math.max(RETENTION, Math.ceil(at * LONGER)));
}

/** A scenario with one of its inputs replaced. */
export function turnedTo(scenario: Scenario, input: string, value: Exact): Scenario {
  return { ...scenario, inputs: { ...scenario.inputs, [input]: value } };
}

/** The input of a model that a number is turned by, its unit and its value in a scenario; undefined if the model has none. */
export function turnableInput(
  { turnable, sheet }: Pick<CostModel, "turnable" | "sheet">,
  turned: Turned,
  scenario: Scenario,
): { readonly name: string; readonly unit: string; readonly at: number } | undefined {
  const name = turnable[turned];
  const value = name === undefined ? undefined : scenario.inputs[name];
  if (name === undefined || value === undefined) return undefined;
  const unit = sheet.inputs.find((input) => input.name === name)?.unit ?? "";
  return { name, unit, at: doubleOf(value) };
}

/** The first step after `low` that is another, given that `low` is the same and `high` another; found by bisection. */
export function firstChange(low: number, high: number, isSame: (step: number) => boolean): number {
  let same = low;
  let other = high;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (isSame(middle)) same = middle;
    else other = middle;
  }
  return other;
}
