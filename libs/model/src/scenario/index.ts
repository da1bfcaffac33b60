export { KNOWN_SCENARIO_FIELDS, MODEL_FIELDS } from "./known-fields.ts";
export { CURRENCIES, FEATURES, MODEL_NAMES } from "./names.ts";
export type { Currency, ModelName, RequiredFeature } from "./names.ts";
export { NOW_MARK, predecessorScenarioSchema } from "./twin2clouds-v2.ts";
export type { PredecessorScenario, TwinMakerContext } from "./twin2clouds-v2.ts";
export { PAPER_FIELD_NAMES, paperScenarioSchema } from "./paper-2025.ts";
export type { PaperScenario } from "./paper-2025.ts";
export { ARCHIVE_MONTHS, deployedScenarioSchema, retentionOf, TIER_FIELDS } from "./deployed.ts";
export type { DeployedScenario, RetentionFields } from "./deployed.ts";
