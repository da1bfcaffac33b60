import type { PredecessorScenario } from "@twin2multicloud/model";
import { exact } from "../../exact.ts";
import type { Exact } from "../../exact.ts";
import type { Input } from "../../sheet/sheet.ts";

/** One input of the sheet with the field that gives it; the predecessor's default where the field may be absent. */
interface Field extends Input {
  readonly from: (scenario: PredecessorScenario) => number;
}

const FIELDS: readonly Field[] = [
  {
    name: "devices",
    unit: "device",
    about: "devices of the twin",
    from: (scenario) => scenario.numberOfDevices,
  },
  {
    name: "interval",
    unit: "minute",
    about: "time between two messages of a device",
    from: (scenario) => scenario.deviceSendingIntervalInMinutes,
  },
  {
    name: "size",
    unit: "KiB",
    about: "size of a message",
    from: (scenario) => scenario.averageSizeOfMessageInKb,
  },
  {
    name: "hot-months",
    unit: "month",
    about: "time that a message stays in the hot tier",
    from: (scenario) => scenario.hotStorageDurationInMonths,
  },
  {
    name: "cold-months",
    unit: "month",
    about: "time that a message stays in the cold tier",
    from: (scenario) => scenario.coolStorageDurationInMonths,
  },
  {
    name: "archive-months",
    unit: "month",
    about: "time that a message stays in the archive",
    from: (scenario) => scenario.archiveStorageDurationInMonths,
  },
  {
    name: "entities",
    unit: "entity",
    about: "entities of the 3D scene",
    from: (scenario) => scenario.entityCount,
  },
  {
    name: "editors",
    unit: "editor",
    about: "users that edit dashboards",
    from: (scenario) => scenario.amountOfActiveEditors,
  },
  {
    name: "viewers",
    unit: "viewer",
    about: "users that look at dashboards",
    from: (scenario) => scenario.amountOfActiveViewers,
  },
  {
    name: "refreshes-per-hour",
    unit: "refresh",
    about: "refreshes of a dashboard in an hour",
    from: (scenario) => scenario.dashboardRefreshesPerHour,
  },
  {
    name: "hours-per-day",
    unit: "hour",
    about: "hours of a day in which a dashboard is open",
    from: (scenario) => scenario.dashboardActiveHoursPerDay,
  },
  {
    name: "calls-per-refresh",
    unit: "query",
    about: "queries that one refresh sends",
    from: (scenario) => scenario.apiCallsPerDashboardRefresh ?? 1,
  },
  {
    name: "units-per-query",
    unit: "query-unit",
    about: "query units of Azure Digital Twins that one query takes",
    from: (scenario) => scenario.averageDigitalTwinQueryUnitsPerQuery ?? 1,
  },
  {
    name: "response-size",
    unit: "KiB",
    about: "size of the answer to a query",
    from: (scenario) => scenario.averageDigitalTwinQueryResponseSizeInKb ?? 1,
  },
  {
    name: "device-types",
    unit: "type",
    about: "types of devices, each with a processor that every message passes",
    from: (scenario) => scenario.numberOfDeviceTypes ?? 1,
  },
  {
    name: "workflow-actions",
    unit: "action",
    about: "steps of the notification workflow that AWS runs for a message",
    from: (scenario) => scenario.orchestrationActionsPerMessage ?? 3,
  },
  {
    name: "event-actions",
    unit: "function",
    about: "functions that an event calls",
    from: (scenario) => scenario.numberOfEventActions ?? 0,
  },
  {
    name: "event-rate",
    unit: "event",
    about: "events that a message triggers",
    from: (scenario) => scenario.eventTriggerRate ?? 0.1,
  },
];

/** What a scenario gives to the sheet. */
export const INPUTS: readonly Input[] = FIELDS.map(({ name, unit, about }) => ({ name, unit, about }));

/** The value of every input. */
export function inputsOf(scenario: PredecessorScenario): Record<string, Exact> {
  return Object.fromEntries(FIELDS.map(({ name, from }) => [name, exact(from(scenario))]));
}

/** Switches of the model: which functions of l2 exist. */
export const FLAGS = ["checking", "feedback", "workflow", "actions"] as const;

/** One switch of the model. */
export type Flag = (typeof FLAGS)[number];

/** Feedback and workflow act with event checking only; functions that events call are billed without it, too. */
export function flagsOf(scenario: PredecessorScenario): Record<Flag, boolean> {
  const checking = scenario.useEventChecking ?? false;
  return {
    checking,
    feedback: checking && (scenario.returnFeedbackToDevice ?? false),
    workflow: checking && (scenario.triggerNotificationWorkflow ?? false),
    actions: (scenario.numberOfEventActions ?? 0) > 0,
  };
}
