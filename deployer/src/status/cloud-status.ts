import { CLOUDS } from "@twin2multicloud/model";
import type { Cloud, FunctionName } from "@twin2multicloud/model";
import type { CloudSettings } from "../render/settings.ts";
import { awsCounts } from "./aws-counts.ts";
import { azureCounts } from "./azure-counts.ts";
import type { CloudCounts, StatusMachine } from "./cloud-counts.ts";
import { gcpCounts } from "./gcp-counts.ts";
import { NO_COUNTS } from "./platform-status.ts";
import type { FunctionCounts, PlatformStatus } from "./platform-status.ts";

const COUNTS: Readonly<Record<Cloud, CloudCounts>> = { aws: awsCounts, azure: azureCounts, gcp: gcpCounts };

/** Asks each cloud in use for the counts of the functions that run there. */
export function cloudStatus(machine: StatusMachine, settings: CloudSettings): PlatformStatus {
  return async (query) => {
    const asked = CLOUDS.map(async (cloud) => {
      const functions = query.functions.filter((known) => known.cloud === cloud);
      if (functions.length === 0) return [];
      const counts = await COUNTS[cloud](machine, settings, { ...query, functions });
      return functions.map(({ name }): [FunctionName, FunctionCounts] => [
        name,
        counts.get(name) ?? NO_COUNTS,
      ]);
    });
    return new Map((await Promise.all(asked)).flat());
  };
}
