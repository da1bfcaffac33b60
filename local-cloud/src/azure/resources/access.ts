import { OPERATOR_OBJECT_ID, TENANT_ID } from "../account.ts";
import { requiredText, text } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { SUBSCRIPTION_SCOPE } from "../arm/ids.ts";
import { assignedIdentities } from "../identity/principals.ts";
import { builtInRole } from "../identity/roles.ts";
import type { BuiltInRole } from "../identity/roles.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { judge, matching, oneOf } from "./rules.ts";

/** `azurerm_user_assigned_identity`. */
export function userAssignedIdentity({ inventory, newId }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_user_assigned_identity",
    requiresReplace: ["name", "resource_group_name", "location"],
    validate: (config) =>
      judge(config, [
        matching(
          "name",
          /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
          "3 to 128 letters, digits, hyphens and underscores",
        ),
      ]),
    id: (planned) => idIn(planned, "Microsoft.ManagedIdentity/userAssignedIdentities"),
    parents: inGroup,
    computed: () => ({ client_id: newId(), principal_id: newId(), tenant_id: TENANT_ID }),
  });
}

/** `azurerm_role_assignment`, with built-in roles; conditions are not evaluated. */
export function roleAssignment(context: AzureContext): AzureResource {
  const { inventory, newId } = context;
  return armResource(inventory, {
    type: "azurerm_role_assignment",
    requiresReplace: [
      "name",
      "scope",
      "role_definition_id",
      "role_definition_name",
      "principal_id",
      "condition",
      "description",
    ],
    validate: (config) =>
      judge(config, [
        oneOf("principal_type", ["User", "Group", "ServicePrincipal"]),
        matching("scope", /^\/(subscriptions|providers)\//, "the id of a resource, group or subscription"),
      ]),
    id: (planned) =>
      `${requiredText(planned, "scope")}/providers/Microsoft.Authorization/roleAssignments/${text(planned, "name") ?? newId()}`,
    parents: (planned) => [requiredText(planned, "scope")],
    computed(planned, id) {
      const role = roleOf(planned);
      refuseUnknownPrincipal(planned, context);
      refuseTwice(planned, { context, role });
      return {
        name: id.slice(id.lastIndexOf("/") + 1),
        role_definition_name: role.name,
        role_definition_id: `${SUBSCRIPTION_SCOPE}/providers/Microsoft.Authorization/roleDefinitions/${role.guid}`,
        principal_type: text(planned, "principal_type") ?? "ServicePrincipal",
      };
    },
  });
}

function roleOf(planned: Attributes): BuiltInRole {
  const wanted = text(planned, "role_definition_name") ?? text(planned, "role_definition_id") ?? "";
  const role = builtInRole(wanted);
  if (!role)
    throw new Error(`role_definition_name: the local cloud knows no built-in role ${JSON.stringify(wanted)}`);
  return role;
}

function refuseUnknownPrincipal(planned: Attributes, { inventory }: AzureContext): void {
  const principal = requiredText(planned, "principal_id");
  const known = [
    ...inventory
      .ofType("azurerm_user_assigned_identity")
      .map(({ attributes }) => text(attributes, "principal_id")),
    ...HOSTS.flatMap((type) => inventory.ofType(type)).flatMap((host) =>
      assignedIdentities(inventory, host).map((one) => one.principalId),
    ),
  ];
  if (principal === OPERATOR_OBJECT_ID || known.includes(principal)) return;
  throw new Error(
    `400 PrincipalNotFound: principal ${principal} does not exist in the directory ${TENANT_ID}`,
  );
}

const HOSTS = [
  "azurerm_function_app_flex_consumption",
  "azurerm_eventgrid_system_topic",
  "azurerm_iothub",
  "azurerm_storage_account",
  "azurerm_cosmosdb_account",
];

function refuseTwice(
  planned: Attributes,
  { context, role }: { context: AzureContext; role: BuiltInRole },
): void {
  const twin = context.inventory
    .ofType("azurerm_role_assignment")
    .find(
      ({ attributes }) =>
        attributes["scope"] === planned["scope"] &&
        attributes["principal_id"] === planned["principal_id"] &&
        attributes["role_definition_name"] === role.name,
    );
  if (twin) throw new Error(`409 RoleAssignmentExists: the role assignment already exists: ${twin.id}`);
}
