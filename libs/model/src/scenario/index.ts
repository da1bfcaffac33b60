export { CURRENCIES, MODEL_NAMES } from "./names.ts";
export type { Currency, ModelName } from "./names.ts";
