import type { FunctionName } from "@twin2multicloud/model";
import type { LocalCloud, LocalCloudStatus } from "../target/local-cloud.ts";
import { NO_COUNTS } from "./platform-status.ts";
import type { FunctionCounts, KnownFunction, PlatformStatus } from "./platform-status.ts";

type Entry = LocalCloudStatus["functions"][number];

/** A function app holds several functions, so Azure's are named `app/function`. */
function isEntryOf({ name, cloud, resource }: KnownFunction, entry: Entry): boolean {
  return entry.cloud === cloud && (entry.name === resource.name || entry.name === `${resource.name}/${name}`);
}

function countsOf(entry: Entry | undefined): FunctionCounts {
  if (!entry) return NO_COUNTS;
  const { invocations, errors, last_error, counters = {} } = entry;
  const { received = 0, stored = 0, rejected = 0 } = counters;
  return {
    invocations,
    errors,
    ...(last_error ? { last_error } : {}),
    events: { received, stored, rejected },
  };
}

/** Asks the local cloud. */
export function localStatus(localCloud: LocalCloud): PlatformStatus {
  return async ({ functions }) => {
    const status = await localCloud.status();
    if (!status.running) return undefined;
    return new Map<FunctionName, FunctionCounts>(
      functions.map((known) => [
        known.name,
        countsOf(status.functions.find((entry) => isEntryOf(known, entry))),
      ]),
    );
  };
}
