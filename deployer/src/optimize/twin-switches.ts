import type { OptimizationConfig, TwinSwitch } from "@twin2multicloud/model";
import type { Parts } from "../twin/draft.ts";

/** The switches of a twin. */
export const SWITCHES: readonly TwinSwitch[] = [
  "useEventChecking",
  "triggerNotificationWorkflow",
  "returnFeedbackToDevice",
  "integrateErrorHandling",
  "needs3DModel",
];

/** A switch as `config_optimization.json` sets it, flat or as the optimizer writes it; undefined when it is not set. */
export function switchIn(optimization: Parts<OptimizationConfig>, name: TwinSwitch): boolean | undefined {
  return optimization[name] ?? optimization.result?.inputParamsUsed[name];
}
