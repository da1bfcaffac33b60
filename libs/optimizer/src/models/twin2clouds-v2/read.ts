import { predecessorScenarioSchema } from "@twin2multicloud/model";
import { readScenarioWith } from "../../model/read-scenario.ts";
import { exact } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import type { Scenario, ScenarioReading } from "../../model/scenario.ts";
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

const inOrder = (low: Exact | undefined, high: Exact | undefined): boolean =>
  low !== undefined && high !== undefined && low.compare(high) <= 0;

/** Tells whether retentions are as the predecessor takes them: none longer than the next tier's, six months in the archive. */
export function acceptsRetentions({ inputs }: Scenario): boolean {
  const { "hot-months": hot, "cold-months": cold, "archive-months": archive } = inputs;
  return inOrder(hot, cold) && inOrder(cold, archive) && inOrder(exact(6), archive);
}
