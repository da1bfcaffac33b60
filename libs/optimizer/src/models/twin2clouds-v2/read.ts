import { predecessorScenarioSchema } from "@twin2multicloud/model";
import { readScenarioWith } from "../../model/read-scenario.ts";
import type { ScenarioReading } from "../../model/scenario.ts";
import { flagsOf, inputsOf } from "./inputs.ts";

/** Reads a scenario of the predecessor's calculation. */
export function readScenario(given: unknown): ScenarioReading {
  const read = readScenarioWith(predecessorScenarioSchema, given, {
    model: "twin2clouds-v2",
    ineffective: [
      "calculationRunId",
      "needs3DModel",
      "eventsPerMessage",
      "average3DModelSizeInMB",
      "optimizationProfileId",
      "providerPricingCatalogs",
    ],
    codes: {
      "$.integrateErrorHandling": "UNSUPPORTED_ERROR_HANDLING_TOPOLOGY",
      "$.allowGcpSelfHostedL4": "UNSUPPORTED_GCP_SELF_HOSTING",
      "$.allowGcpSelfHostedL5": "UNSUPPORTED_GCP_SELF_HOSTING",
    },
  });
  if ("refusal" in read) return read;
  const { values, warnings } = read;
  const scenario = {
    currency: values.currency ?? "USD",
    inputs: inputsOf(values),
    flags: flagsOf(values),
    given: values,
  };
  return { scenario, warnings };
}
