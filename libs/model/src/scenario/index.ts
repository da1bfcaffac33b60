export {
  KNOWN_SCENARIO_FIELDS,
  PAPER_FIELDS,
  PREDECESSOR_FIELDS,
  RETENTION_IN_DAYS_FIELDS,
} from "./known-fields.ts";
export { CURRENCIES, MODEL_NAMES } from "./names.ts";
export type { Currency, ModelName } from "./names.ts";
