import * as z from "zod/mini";
import { KNOWN_SCENARIO_FIELDS } from "../scenario/known-fields.ts";
import type { ConfigFile } from "./config-file.ts";

const flag = z.optional(z.boolean());

const flags = {
  useEventChecking: flag,
  triggerNotificationWorkflow: flag,
  returnFeedbackToDevice: flag,
  integrateErrorHandling: flag,
  needs3DModel: flag,
};

/** The inputs of the cost optimizer: they say what was costed, and decide nothing about a deployment. */
const inputs = Object.fromEntries(KNOWN_SCENARIO_FIELDS.map((input) => [input, z.optional(z.json())]));

/**
 * `config_optimization.json`: the switches of a twin, as the optimizer writes them (`result.inputParamsUsed`, whose
 * neighbours are the optimizer's own) or flat. A switch that is absent is off.
 */
export const optimizationSchema = z.strictObject({
  ...flags,
  result: z.optional(z.looseObject({ inputParamsUsed: z.strictObject({ ...inputs, ...flags }) })),
});

/** The content of `config_optimization.json`. */
export type OptimizationConfig = z.infer<typeof optimizationSchema>;

/** The names of the switches. */
export type TwinSwitch = keyof typeof flags;

const NOT_DEPLOYED_YET: Readonly<Record<TwinSwitch, string>> = {
  useEventChecking: "event checking",
  triggerNotificationWorkflow: "workflows",
  returnFeedbackToDevice: "feedback to devices",
  integrateErrorHandling: "error reporting",
  needs3DModel: "the 3D scene",
};

/** How `config_optimization.json` is read. */
export const optimizationFile: ConfigFile<typeof optimizationSchema> = {
  name: "config_optimization.json",
  schema: optimizationSchema,
  list: false,
  required: false,
  ineffective: [],
  notDeployedYet: Object.entries(NOT_DEPLOYED_YET).flatMap(([name, why]) => [
    { path: [name], why },
    { path: ["result", "inputParamsUsed", name], why },
  ]),
};
