import type { CloudMakers } from "./daemon-core.ts";

/** The clouds that there are. */
export const clouds: CloudMakers = {
  aws: async (services) => (await import("../aws/index.ts")).createCloud(services),
};
