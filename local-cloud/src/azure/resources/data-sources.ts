import { OPERATOR_OBJECT_ID, SUBSCRIPTION_ID, TENANT_ID } from "../account.ts";
import { SUBSCRIPTION_SCOPE } from "../arm/ids.ts";
import type { DataSourceHandler } from "../../terraform/resource-handler.ts";

/** `azurerm_client_config` and `azurerm_subscription`. */
export const dataSources: readonly DataSourceHandler[] = [
  {
    type: "azurerm_client_config",
    read: () =>
      Promise.resolve({
        id: "Y2xpZW50Q29uZmlncy9jbGllbnRJZA==",
        client_id: OPERATOR_OBJECT_ID,
        object_id: OPERATOR_OBJECT_ID,
        subscription_id: SUBSCRIPTION_ID,
        tenant_id: TENANT_ID,
      }),
  },
  {
    type: "azurerm_subscription",
    read: () =>
      Promise.resolve({
        id: SUBSCRIPTION_SCOPE,
        subscription_id: SUBSCRIPTION_ID,
        tenant_id: TENANT_ID,
        display_name: "Local cloud",
        state: "Enabled",
        location_placement_id: "Public_2014-09-01",
        quota_id: "PayAsYouGo_2014-09-01",
        spending_limit: "Off",
        tags: {},
      }),
  },
];
