import type { Currency } from "@twin2multicloud/model";
import type { Exact } from "../exact.ts";

/** A scenario that a model has accepted. */
export interface Scenario {
  readonly currency: Currency;
  /** The value of every input of the model's sheet. */
  readonly inputs: Readonly<Record<string, Exact>>;
  /** The switches that decide which charges exist. */
  readonly flags: Readonly<Record<string, boolean>>;
  /** The scenario as it was given, for what is neither a number nor a switch. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** Something that is wrong with a scenario: where, what was found and what was expected. */
export interface ScenarioFinding {
  /** A JSON path such as `$.numberOfDevices`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** Why a run is refused; a closed list. */
export const REFUSAL_CODES = [
  "SCENARIO_INVALID",
  "UNSUPPORTED_ERROR_HANDLING_TOPOLOGY",
  "UNSUPPORTED_GCP_SELF_HOSTING",
  "IOT_HUB_CAPACITY_EXCEEDED",
  "CONSTRAINTS_INVALID",
  "NO_ADMISSIBLE_PLACEMENT",
  "BUDGET_EXCEEDED",
  "CATALOGUE_INCOMPLETE",
] as const;

/** Why a run is refused. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A run that is refused, with everything that is wrong. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly findings: readonly ScenarioFinding[];
}

/** What reading a scenario comes to. */
export type ScenarioReading =
  | { readonly scenario: Scenario; readonly warnings: readonly string[] }
  | { readonly refusal: Refusal };
