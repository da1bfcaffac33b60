/** How the host treats queue triggers; times in milliseconds. */
export interface QueueSettings {
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly visibilityTimeoutMs: number;
  readonly maxDequeueCount: number;
  readonly maxPollingIntervalMs: number;
  readonly base64: boolean;
}

/** What host.json says, with the defaults of the host. */
export interface HostSettings {
  readonly functionTimeoutMs: number;
  /** First segment of the path of every HTTP function; may be empty. */
  readonly routePrefix: string;
  readonly queues: QueueSettings;
}

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json
const DEFAULT_QUEUES = {
  batchSize: 16,
  maxDequeueCount: 5,
  visibilityTimeout: "00:00:00",
  maxPollingInterval: "00:01:00",
};
const DEFAULT_TIMEOUT = "00:30:00";
const MAX_BATCH = 32;

/** App settings with this prefix replace values of host.json (https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values). */
const OVERRIDE = "AzureFunctionsJobHost__";

/** Reads host.json with what the settings override; fails with the path of what the host would refuse. */
export function readHostJson(text: string, settings: Readonly<Record<string, string>> = {}): HostSettings {
  const host = overridden(asObject(JSON.parse(text), "host.json"), settings);
  if (host["version"] !== "2.0")
    throw new Error(`host.json, version: expected "2.0", found ${JSON.stringify(host["version"])}`);
  const extensions = asObject(host["extensions"] ?? {}, "extensions");
  const { routePrefix = "api" } = asObject(extensions["http"] ?? {}, "extensions.http");
  if (typeof routePrefix !== "string")
    throw new Error("host.json, extensions.http.routePrefix: expected a text");
  return {
    functionTimeoutMs: duration(host["functionTimeout"] ?? DEFAULT_TIMEOUT, "functionTimeout"),
    routePrefix,
    queues: readQueues(asObject(extensions["queues"] ?? {}, "extensions.queues")),
  };
}

function overridden(
  host: Record<string, unknown>,
  settings: Readonly<Record<string, string>>,
): Record<string, unknown> {
  let result = host;
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith(OVERRIDE)) result = replaced(result, name.slice(OVERRIDE.length).split("__"), value);
  }
  return result;
}

function replaced(
  object: Record<string, unknown>,
  [name = "", ...rest]: readonly string[],
  value: string,
): Record<string, unknown> {
  if (rest.length > 0)
    return { ...object, [name]: replaced(asObject(object[name] ?? {}, name), rest, value) };
  return { ...object, [name]: /^\d+$/.test(value) ? Number(value) : value };
}

function readQueues(given: Record<string, unknown>): QueueSettings {
  const queues = { ...DEFAULT_QUEUES, ...given };
  const batchSize = whole(queues.batchSize, { path: "batchSize", least: 1, most: MAX_BATCH });
  const threshold = given["newBatchThreshold"] ?? Math.floor(batchSize / 2);
  return {
    batchSize,
    newBatchThreshold: whole(threshold, { path: "newBatchThreshold", least: 0, most: 10_000 }),
    visibilityTimeoutMs: duration(queues.visibilityTimeout, "extensions.queues.visibilityTimeout"),
    maxDequeueCount: whole(queues.maxDequeueCount, { path: "maxDequeueCount", least: 1, most: 100_000 }),
    maxPollingIntervalMs: duration(queues.maxPollingInterval, "extensions.queues.maxPollingInterval"),
    base64: given["messageEncoding"] !== "none",
  };
}

function asObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value));
  throw new Error(`host.json, ${path}: expected an object, found ${JSON.stringify(value)}`);
}

function whole(value: unknown, { path, least, most }: { path: string; least: number; most: number }): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(
    `host.json, extensions.queues.${path}: expected ${least} to ${most}, found ${JSON.stringify(value)}`,
  );
}

function duration(value: unknown, path: string): number {
  const parts = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?$/.exec(String(value));
  if (!parts)
    throw new Error(`host.json, ${path}: expected a time as hh:mm:ss, found ${JSON.stringify(value)}`);
  const [, days = "0", hours, minutes, seconds, fraction = "0"] = parts;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return total * 1000 + Math.round(Number(`0.${fraction}`) * 1000);
}
