import type { DeployedScenario } from "@twin2multicloud/model";
import { ceilingOf, product, quotient, ratio, sum } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

/** A month, as the page about the model has it. */
export const HOURS = 730;
const DAYS = HOURS / 24;
export const SECONDS = HOURS * 3600;
export const GIB = 1024 ** 3;

function daysKept(given: DeployedScenario): { hot: number; cold: number } {
  const hotAge = given.layer_3_hot_to_cold_interval_days ?? given.hot_storage_size_in_days;
  const coldAge = given.layer_3_cold_to_archive_interval_days ?? given.cold_storage_size_in_days;
  const hot = hotAge ?? (given.hotStorageDurationInMonths ?? 0) * DAYS;
  const cold = coldAge === undefined ? (given.coolStorageDurationInMonths ?? 0) * DAYS : coldAge - hot;
  return { hot, cold: Math.max(0, cold) };
}

/** Messages of all devices: what one day brings, as a fraction. */
function daily({ numberOfDevices, deviceSendingIntervalInMinutes }: DeployedScenario): Ratio {
  return quotient(product(ratio(numberOfDevices), ratio(24 * 60)), ratio(deviceSendingIntervalInMinutes));
}

const HUBS = [
  { size: "s1", messages: 400_000, most: 200 },
  { size: "s2", messages: 6_000_000, most: 200 },
  { size: "s3", messages: 300_000_000, most: 10 },
] as const;

/** How many units of each size of IoT Hub suffice for a day; sizes that cannot suffice are left out. */
export function hubUnits(
  given: DeployedScenario,
  withCommands: boolean,
): { size: "s1" | "s2" | "s3"; units: number }[] {
  const messages = daily(given);
  const blocks = product(messages, ratio(Math.ceil(given.averageSizeOfMessageInKb / 4)));
  const commands = product(messages, ratio(given.eventTriggerRate), ratio(given.eventsPerMessage));
  const counted = withCommands ? sum(blocks, commands) : blocks;
  return HUBS.map(({ size, messages: each, most }) => ({
    size,
    units: ceilingOf(quotient(counted, ratio(each))),
    most,
  })).filter(({ units, most }) => units <= most);
}

/** How many records travel together. */
function batchSize(record: number, perSecond: number): number {
  return Math.min(10, Math.floor((46 * 1024) / (record + 66)), Math.max(1, perSecond * 0.01));
}

/** The calls of 20 KiB in which TwinMaker is asked for a page of 100 readings. */
function callsOfPage({ averageSizeOfMessageInKb }: DeployedScenario): number {
  const record = sum(product(ratio(averageSizeOfMessageInKb), ratio(1024)), ratio(128));
  return ceilingOf(quotient(product(ratio(100), record), ratio(20 * 1024)));
}

/** What a month of a twin is made of: numbers of messages, chunks, queries and events, sizes in bytes, times in seconds. */
export function volumesOf(given: DeployedScenario) {
  const devices = given.numberOfDevices;
  const size = given.averageSizeOfMessageInKb;
  const messages = (devices * HOURS * 60) / given.deviceSendingIntervalInMinutes;
  const record = size * 1024 + 128;
  const batch = batchSize(record, messages / SECONDS);
  const batches = messages / batch;
  const chunkBytes = messages * record * 0.2;
  const chunks = Math.max(Math.min(messages, devices * DAYS), chunkBytes / 1024 ** 2);
  const queries =
    given.dashboardRefreshesPerHour *
    given.dashboardActiveHoursPerDay *
    given.apiCallsPerDashboardRefresh *
    DAYS;
  const events = messages * given.eventTriggerRate * given.eventsPerMessage;
  const moving = chunks * 0.1 + messages * 0.0005;
  const archiving = chunks * 0.1;
  return {
    devices,
    size,
    messages,
    record,
    batches,
    chunkBytes,
    chunks,
    queries,
    callsOfPage: callsOfPage(given),
    events,
    eventful: Math.min(1, batch * given.eventTriggerRate),
    actions: events * given.numberOfEventActions,
    workflowActions: events * given.orchestrationActionsPerMessage,
    errors: messages / 100_000,
    runsOfMover: DAYS,
    listings: DAYS + chunks / 1000,
    moving: { seconds: moving, runs: DAYS + moving / 45 },
    archiving: { seconds: archiving, runs: DAYS + archiving / 45 },
    ...daysKept(given),
    archive: given.archiveStorageDurationInMonths * DAYS,
    days: DAYS,
    users: given.amountOfActiveEditors + given.amountOfActiveViewers,
    answer: given.averageDigitalTwinQueryResponseSizeInKb,
  };
}

/** What a month of a twin is made of. */
export type Volumes = ReturnType<typeof volumesOf>;
