import { RETENTION_FIELDS } from "../config/twin-config.ts";
import { deployedScenarioSchema } from "./deployed.ts";
import type { ModelName } from "./names.ts";
import { PAPER_FIELD_NAMES, paperScenarioSchema } from "./paper-2025.ts";
import { predecessorScenarioSchema } from "./twin2clouds-v2.ts";

/**
 * Every field that a scenario may have: those of the predecessor's calculation, of a twin's retention in days, and the
 * short names of the EDT'25 paper's artifact. A model warns of those that it does not read; all others are refused.
 */
export const KNOWN_SCENARIO_FIELDS: readonly string[] = [
  ...Object.keys(predecessorScenarioSchema.shape),
  ...RETENTION_FIELDS.hot,
  ...RETENTION_FIELDS.cold,
  ...Object.keys(PAPER_FIELD_NAMES),
];

/** The fields that the scenarios of each cost model have, under their long names. */
export const MODEL_FIELDS: Readonly<Record<ModelName, readonly string[]>> = {
  deployed: Object.keys(deployedScenarioSchema.shape),
  "paper-2025": Object.keys(paperScenarioSchema.shape),
  "twin2clouds-v2": Object.keys(predecessorScenarioSchema.shape),
};
