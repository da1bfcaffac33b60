import { text } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";

/** `azurerm_service_plan` of Flex Consumption; other plans are not emulated. */
export function servicePlan({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_service_plan",
    requiresReplace: ["name", "resource_group_name", "location", "os_type"],
    validate(config) {
      const [sku, os] = [text(config, "sku_name"), text(config, "os_type")];
      if (sku !== undefined && sku !== "FC1")
        return [
          {
            summary: `sku_name ${sku} is not emulated by the local cloud`,
            detail: "expected FC1",
            path: ["sku_name"],
          },
        ];
      return os === undefined || os === "Linux"
        ? []
        : [{ summary: "Flex Consumption runs on Linux only", detail: `found ${os}`, path: ["os_type"] }];
    },
    id: (planned) => idIn(planned, "Microsoft.Web/serverFarms"),
    parents: inGroup,
    computed: () => ({
      kind: "functionapp",
      reserved: true,
      worker_count: 0,
      maximum_elastic_worker_count: 0,
    }),
  });
}
