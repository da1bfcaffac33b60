import { requiredText } from "./arm/attributes.ts";
import type { AzureResource } from "./arm/arm-resource.ts";
import { SUBSCRIPTION_SCOPE } from "./arm/ids.ts";
import { userAssigned } from "./identity/principals.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { DEFAULT_LOCATION } from "./account.ts";
import type { AzureContext } from "./resources/context.ts";

const GROUP = "contract";
const CONTRIBUTOR = "00000000-0000-0000-0000-000000000002";
const ROLES = ["Storage Queue Data Contributor", "Storage Blob Data Owner"];

/** Makes an identity that may do everything, an account with queues and a Cosmos container, and says how to reach them. */
export async function emulate(
  context: AzureContext,
  resources: readonly AzureResource[],
): Promise<Record<string, string>> {
  const create = creatorOf(resources);
  const place = { resource_group_name: GROUP, location: DEFAULT_LOCATION };
  await create("azurerm_resource_group", { name: GROUP, location: DEFAULT_LOCATION });
  const identity = await create("azurerm_user_assigned_identity", { name: "contract", ...place });
  for (const role of ROLES) {
    const principal_id = requiredText(identity, "principal_id");
    await create("azurerm_role_assignment", {
      scope: SUBSCRIPTION_SCOPE,
      role_definition_name: role,
      principal_id,
    });
  }
  const storage = await create("azurerm_storage_account", {
    name: "contract",
    ...place,
    account_tier: "Standard",
    account_replication_type: "LRS",
  });
  const endpoint = await createCosmos(create, { place, principal: requiredText(identity, "principal_id") });
  const admitted = context.identity.admit(() =>
    [userAssigned(context.inventory, requiredText(identity, "id"))].filter((one) => one !== undefined),
  );
  return {
    IDENTITY_ENDPOINT: `${context.origins.identity}/msi/token`,
    IDENTITY_HEADER: admitted.header,
    AZURE_CLIENT_ID: requiredText(identity, "client_id"),
    COSMOS_ENDPOINT: endpoint,
    STORAGE_QUEUE_ENDPOINT: requiredText(storage, "primary_queue_endpoint"),
    NODE_EXTRA_CA_CERTS: context.services.tls.caFile,
  };
}

type Create = (type: string, planned: Attributes) => Promise<Attributes>;

async function createCosmos(
  create: Create,
  { place, principal }: { place: Attributes; principal: string },
): Promise<string> {
  const account = await create("azurerm_cosmosdb_account", {
    name: "contract",
    ...place,
    offer_type: "Standard",
    consistency_policy: [{ consistency_level: "Strong" }],
    geo_location: [{ location: DEFAULT_LOCATION, failover_priority: 0 }],
  });
  const inAccount = { resource_group_name: GROUP, account_name: "contract" };
  await create("azurerm_cosmosdb_sql_database", { name: "contract", ...inAccount });
  await create("azurerm_cosmosdb_sql_container", {
    name: "records",
    ...inAccount,
    database_name: "contract",
    partition_key_paths: ["/device_id"],
    partition_key_version: 2,
  });
  const id = requiredText(account, "id");
  await create("azurerm_cosmosdb_sql_role_assignment", {
    ...inAccount,
    principal_id: principal,
    role_definition_id: `${id}/sqlRoleDefinitions/${CONTRIBUTOR}`,
    scope: id,
  });
  return requiredText(account, "endpoint");
}

function creatorOf(resources: readonly AzureResource[]): Create {
  return async (type, planned) => {
    const resource = resources.find((one) => one.type === type);
    if (!resource) throw new Error(`the local cloud has no ${type}`);
    return { ...planned, ...(await resource.create(planned, { workingDirectory: process.cwd() })) };
  };
}
