import { paperScenarioSchema } from "@twin2multicloud/model";
import type { PaperScenario } from "@twin2multicloud/model";
import { exact } from "../../exact.ts";
import { readScenarioWith } from "../../model/read-scenario.ts";
import type { Scenario, ScenarioReading } from "../../model/scenario.ts";

function inputsOf(values: PaperScenario): Scenario["inputs"] {
  return {
    devices: exact(values.numberOfDevices),
    interval: exact(values.deviceSendingIntervalInMinutes),
    "message-size": exact(values.averageSizeOfMessageInKb),
    hot: exact(values.hotStorageDurationInMonths),
    cold: exact(values.coolStorageDurationInMonths),
    archive: exact(values.archiveStorageDurationInMonths),
    refreshes: exact(values.dashboardRefreshesPerHour),
    "active-hours": exact(values.dashboardActiveHoursPerDay),
    editors: exact(values.amountOfActiveEditors),
    viewers: exact(values.amountOfActiveViewers),
    entities: exact(values.entityCount),
  };
}

/**
 * Reads a scenario under the artifact's short names or the predecessor's names. Both names of one thing at once are a
 * finding, like everything that the schema does not take.
 */
export function readPaperScenario(given: unknown): ScenarioReading {
  const read = readScenarioWith(paperScenarioSchema, given, { model: "paper-2025", oneName: true });
  if ("refusal" in read) return read;
  const { values, warnings } = read;
  const { currency, needs3DModel } = values;
  const scenario = typeof given === "object" ? { ...given } : {};
  return {
    scenario: { currency, inputs: inputsOf(values), flags: { needs3DModel }, given: scenario },
    warnings: [...warnings, ...orderWarnings(values)],
  };
}

/** The artifact takes only storage times that do not fall from tier to tier; the formulas do not need that. */
function orderWarnings(values: PaperScenario): string[] {
  const { hotStorageDurationInMonths: hot, coolStorageDurationInMonths: cold } = values;
  const archive = values.archiveStorageDurationInMonths;
  if (hot <= cold && cold <= archive) return [];
  return [
    `the paper's artifact would refuse storage times of ${hot}, ${cold} and ${archive} months: it expects hot <= cold <= archive`,
  ];
}
