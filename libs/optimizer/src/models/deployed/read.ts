import {
  ARCHIVE_MONTHS,
  deployedScenarioSchema,
  MAX_RECORD_BYTES,
  retentionOf,
} from "@twin2multicloud/model";
import type { DeployedScenario, RetentionFields } from "@twin2multicloud/model";
import { exact, larger, ZERO } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import { readScenarioWith } from "../../model/read-scenario.ts";
import type { Scenario, ScenarioReading } from "../../model/scenario.ts";

const daysOf = (months: number): Exact => exact(months).mul(730n).div(24n);

/** The days in each tier; ages in days count from the reading on, so that those in the hot tier come off the cold one. */
function daysKept(given: RetentionFields): { hot: Exact; cold: Exact } {
  const { hot, cold } = retentionOf(given);
  const hotDays = hot.age === undefined ? daysOf(hot.months ?? 0) : exact(hot.age);
  const coldDays = cold.age === undefined ? daysOf(cold.months ?? 0) : exact(cold.age).sub(hotDays);
  return { hot: hotDays, cold: larger(coldDays, ZERO) };
}

function inputsOf(values: DeployedScenario): Scenario["inputs"] {
  return {
    ...daysKept(values),
    devices: exact(values.numberOfDevices),
    interval: exact(values.deviceSendingIntervalInMinutes),
    size: exact(values.averageSizeOfMessageInKb),
    archive: daysOf(values.archiveStorageDurationInMonths),
    editors: exact(values.amountOfActiveEditors),
    viewers: exact(values.amountOfActiveViewers),
    refreshes: exact(values.dashboardRefreshesPerHour),
    "active-hours": exact(values.dashboardActiveHoursPerDay),
    calls: exact(values.apiCallsPerDashboardRefresh),
    entities: exact(values.entityCount),
    "model-size": exact(values.average3DModelSizeInMB),
    "query-units": exact(values.averageDigitalTwinQueryUnitsPerQuery),
    "response-size": exact(values.averageDigitalTwinQueryResponseSizeInKb),
    "trigger-rate": exact(values.eventTriggerRate),
    "events-per-message": exact(values.eventsPerMessage),
    "event-actions": exact(values.numberOfEventActions),
    "workflow-actions": exact(values.orchestrationActionsPerMessage),
  };
}

const EVENT_SWITCHES = ["triggerNotificationWorkflow", "returnFeedbackToDevice"] as const;

const EVENT_NUMBERS = ["eventTriggerRate", "eventsPerMessage", "numberOfEventActions"] as const;

/** What is given but has no effect without a switch that is off. */
function idleWarnings(values: DeployedScenario, given: object): string[] {
  const warned = (names: readonly string[], lacking: string): string[] =>
    names.map((name) => `${name} has no effect without ${lacking}`);
  const named = (names: readonly string[]): string[] => names.filter((name) => Object.hasOwn(given, name));
  const { useEventChecking, triggerNotificationWorkflow, needs3DModel } = values;
  return [
    ...(useEventChecking
      ? []
      : warned(
          [...EVENT_SWITCHES.filter((name) => values[name]), ...named(EVENT_NUMBERS)],
          "useEventChecking",
        )),
    ...(useEventChecking && triggerNotificationWorkflow
      ? []
      : warned(
          named(["orchestrationActionsPerMessage"]),
          "useEventChecking and triggerNotificationWorkflow",
        )),
    ...(needs3DModel ? [] : warned(named(["average3DModelSizeInMB"]), "needs3DModel")),
  ];
}

function assumedWarnings(given: object): string[] {
  if (["archiveStorageDurationInMonths", "arch"].some((name) => Object.hasOwn(given, name))) return [];
  return [
    `archiveStorageDurationInMonths is not given: ${ARCHIVE_MONTHS} months of archived readings are priced`,
  ];
}

/** Reads a scenario under the seeds' or the predecessor's names; everything that the schema does not take is a finding. */
export function readDeployedScenario(given: unknown): ScenarioReading {
  const read = readScenarioWith(deployedScenarioSchema, given, { model: "deployed" });
  if ("refusal" in read) return read;
  const { values } = read;
  const scenario = typeof given === "object" ? { ...given } : {};
  const { needs3DModel, useEventChecking, triggerNotificationWorkflow, returnFeedbackToDevice } = values;
  return {
    scenario: {
      currency: values.currency,
      inputs: inputsOf(values),
      flags: { needs3DModel, useEventChecking, triggerNotificationWorkflow, returnFeedbackToDevice },
      given: scenario,
    },
    warnings: [...read.warnings, ...assumedWarnings(scenario), ...idleWarnings(values, scenario)],
  };
}

/** Tells whether a scenario whose inputs were turned is still one that the edge takes: messages come, and none is too large. */
export function acceptsDeployed({ inputs }: Scenario): boolean {
  const { interval = ZERO, size = ZERO } = inputs;
  return interval.compare(ZERO) > 0 && size.compare(exact(MAX_RECORD_BYTES / 1024)) <= 0;
}
