import type { CloudMakers } from "./daemon-core.ts";

/** The clouds that there are; each is loaded when a daemon starts it. */
export const clouds: CloudMakers = {
  aws: async (services) => (await import("../aws/index.ts")).createCloud(services),
  azure: async (services) => (await import("../azure/index.ts")).createCloud(services),
  gcp: async (services) => (await import("../gcp/index.ts")).createCloud(services),
};
