import { requiredText } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { groupId, resourceId, SUBSCRIPTION_SCOPE } from "../arm/ids.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { judge, matching } from "./rules.ts";

/** The id of a resource that stands in a resource group. */
export function idIn(planned: Attributes, kind: string): string {
  return resourceId(requiredText(planned, "resource_group_name"), kind, requiredText(planned, "name"));
}

/** The group in which a resource stands, which must exist before it. */
export function inGroup(planned: Attributes): readonly string[] {
  return [groupId(requiredText(planned, "resource_group_name"))];
}

/** `azurerm_resource_group`. */
export function resourceGroup({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_resource_group",
    requiresReplace: ["name", "location"],
    validate: (config) =>
      judge(config, [
        matching(
          "name",
          /^[\w\-.()]{0,89}[\w\-()]$/,
          "1 to 90 letters, digits and _ - . ( ), not ending in a dot",
        ),
      ]),
    id: (planned) => groupId(requiredText(planned, "name")),
    parents: () => [SUBSCRIPTION_SCOPE],
  });
}
