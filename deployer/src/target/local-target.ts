import type { Machine } from "../machine/machine.ts";
import type { CloudSettings } from "../render/settings.ts";
import { localStatus } from "../status/local-status.ts";
import type { LocalCloud, LocalCloudUp } from "./local-cloud.ts";
import type { TargetPlatform } from "./target-platform.ts";

function settingsOf({ settings: { aws, azure, gcp }, endpoints }: LocalCloudUp): CloudSettings {
  return {
    ...(aws && { aws: { region: aws.region } }),
    ...(azure && {
      azure: { location: azure.location, subscription_id: azure.subscription_id, tenant_id: azure.tenant_id },
    }),
    ...(gcp && { gcp: { project: gcp.project, pubsub_endpoint: endpoints.pubsub, region: gcp.region } }),
  };
}

/** The local cloud as a target: it is started with the first twin and ends with the last one, unless `twin local up` started it. */
export function localTarget({ environment }: Machine, localCloud: LocalCloud): TargetPlatform {
  return {
    open: async () => {
      const up = await localCloud.up();
      const found = environment["TF_REATTACH_PROVIDERS"]
        ? {}
        : { TF_CLI_CONFIG_FILE: up.terraform.cli_config_file };
      return { settings: settingsOf(up), environment: { ...environment, ...found }, caFile: up.ca_file };
    },
    status: localStatus(localCloud),
    close: async () => {
      const { running, resources, pinned } = await localCloud.status();
      if (!running) return { running: false, resources: 0 };
      if (resources > 0 || pinned) return { running, resources };
      await localCloud.down();
      return { running: (await localCloud.status()).running, resources: 0 };
    },
  };
}
