import { blocks, requiredText, text, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { liesIn } from "../arm/ids.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { accountId } from "./cosmos.ts";
import { judge, oneOf } from "./rules.ts";

const BUILT_IN = /\/sqlRoleDefinitions\/00000000-0000-0000-0000-00000000000[12]$/i;
const CONTAINERS = "sqlDatabases/containers";

/** https://learn.microsoft.com/azure/cosmos-db/reference-data-plane-security#actions */
const ACTIONS = [
  "readMetadata",
  "throughputSettings/read",
  ...["*", "executeQuery", "readChangeFeed", "executeStoredProcedure", "manageConflicts"].map(
    (one) => `${CONTAINERS}/${one}`,
  ),
  ...["*", "create", "read", "replace", "upsert", "delete"].map((one) => `${CONTAINERS}/items/${one}`),
].map((one) => `Microsoft.DocumentDB/databaseAccounts/${one}`.toLowerCase());

/** `azurerm_cosmosdb_sql_role_definition`. */
export function cosmosRoleDefinition({ inventory, newId }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_cosmosdb_sql_role_definition",
    requiresReplace: ["role_definition_id", "resource_group_name", "account_name", "type"],
    validate: (config) => [
      ...judge(config, [oneOf("type", ["BuiltInRole", "CustomRole"])]),
      ...blocks(config, "permissions")
        .flatMap((one) => texts(one, "data_actions"))
        .flatMap(actionComplaint),
    ],
    id: (planned) =>
      `${accountId(planned)}/sqlRoleDefinitions/${text(planned, "role_definition_id") ?? newId()}`,
    parents: (planned) => [accountId(planned)],
    computed: (_planned, id) => ({ role_definition_id: id.slice(id.lastIndexOf("/") + 1) }),
  });
}

/** `azurerm_cosmosdb_sql_role_assignment`. */
export function cosmosRoleAssignment({ inventory, newId }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_cosmosdb_sql_role_assignment",
    requiresReplace: ["name", "resource_group_name", "account_name", "principal_id", "scope"],
    id: (planned) => `${accountId(planned)}/sqlRoleAssignments/${text(planned, "name") ?? newId()}`,
    parents: (planned) => [accountId(planned), ...customRole(planned)],
    computed(planned, id) {
      const scope = requiredText(planned, "scope");
      if (!liesIn(accountId(planned), scope))
        throw new Error(`scope: expected a part of ${accountId(planned)}, found ${scope}`);
      return { name: id.slice(id.lastIndexOf("/") + 1) };
    },
  });
}

function customRole(planned: Attributes): string[] {
  const role = requiredText(planned, "role_definition_id");
  return BUILT_IN.test(role) ? [] : [role];
}

function actionComplaint(action: string): Complaint[] {
  if (ACTIONS.includes(action.toLowerCase())) return [];
  return [
    {
      summary: "invalid data action",
      detail: `Cosmos DB has no data action ${action}`,
      path: ["permissions"],
    },
  ];
}
