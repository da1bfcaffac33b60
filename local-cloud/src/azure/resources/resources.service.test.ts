import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Attributes } from "../../terraform/resource-handler.ts";
import { requiredText } from "../arm/attributes.ts";
import { startTestCloud } from "../cloud.fixture.ts";
import type { TestCloud } from "../cloud.fixture.ts";

let cloud: TestCloud;
let storage: Attributes;
const PLACE = { resource_group_name: "demo", location: "westeurope" };
const STORAGE = { name: "demostore", ...PLACE, account_tier: "Standard", account_replication_type: "LRS" };

beforeAll(async () => {
  cloud = await startTestCloud();
  await cloud.create("azurerm_resource_group", { name: "demo", location: "westeurope" });
  storage = await cloud.create("azurerm_storage_account", STORAGE);
}, 30_000);

afterAll(() => cloud.close());

const handler = (type: string): (typeof cloud.cloud.resources)[number] => {
  const found = cloud.cloud.resources.find((one) => one.type === type);
  if (!found) throw new Error(type);
  return found;
};

describe("what Azure would refuse is refused while it is planned", () => {
  test.each<[string, Attributes, string]>([
    ["azurerm_storage_account", { name: "With-Hyphen" }, "name"],
    ["azurerm_storage_account", { account_replication_type: "LOCAL" }, "account_replication_type"],
    ["azurerm_storage_queue", { name: "two--hyphens" }, "name"],
    ["azurerm_storage_container", { name: "Upper" }, "name"],
    ["azurerm_log_analytics_workspace", { retention_in_days: 7 }, "retention_in_days"],
    ["azurerm_application_insights", { application_type: "node" }, "application_type"],
    ["azurerm_service_plan", { sku_name: "Y1" }, "sku_name"],
    ["azurerm_service_plan", { sku_name: "FC1", os_type: "Windows" }, "os_type"],
    ["azurerm_iothub", { name: "ends-in-" }, "name"],
    ["azurerm_iothub", { sku: [{ name: "S9", capacity: 1 }] }, "name"],
    [
      "azurerm_iothub_shared_access_policy",
      { registry_read: false, registry_write: true, service_connect: false, device_connect: false },
      "registry_write",
    ],
    ["azurerm_cosmosdb_account", { name: "Upper" }, "name"],
    [
      "azurerm_cosmosdb_account",
      { consistency_policy: [{ consistency_level: "strong" }] },
      "consistency_level",
    ],
    ["azurerm_cosmosdb_sql_container", { partition_key_paths: ["device_id"] }, "partition_key_paths"],
    ["azurerm_cosmosdb_sql_container", { default_ttl: 0 }, "default_ttl"],
    [
      "azurerm_cosmosdb_sql_role_definition",
      {
        permissions: [
          { data_actions: ["Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/write"] },
        ],
      },
      "permissions",
    ],
    [
      "azurerm_eventgrid_system_topic_event_subscription",
      { webhook_endpoint: [{ url: "https://x" }] },
      "webhook_endpoint",
    ],
    [
      "azurerm_eventgrid_system_topic_event_subscription",
      { included_event_types: ["Microsoft.Devices.Telemetry"] },
      "included_event_types",
    ],
    [
      "azurerm_eventgrid_system_topic_event_subscription",
      { retry_policy: [{ max_delivery_attempts: 31, event_time_to_live: 1 }] },
      "max_delivery_attempts",
    ],
  ])("%s %j", (type, config, path) => {
    expect(
      handler(type)
        .validate?.(config)
        .map((one) => one.path?.[0]),
    ).toEqual([path]);
  });
});

describe("what Azure would refuse is refused while it is made", () => {
  const refusal = (type: string, planned: Attributes): Promise<string> =>
    cloud.create(type, planned).then(
      () => "made",
      (error: unknown) => String(error),
    );

  test("a name that is taken, a place that does not exist", async () => {
    expect(await refusal("azurerm_storage_account", STORAGE)).toContain("already exists");
    await cloud.create("azurerm_resource_group", { name: "other", location: "westeurope" });
    expect(await refusal("azurerm_storage_account", { ...STORAGE, resource_group_name: "other" })).toContain(
      "StorageAccountAlreadyTaken",
    );
    expect(
      await refusal("azurerm_storage_account", { ...STORAGE, name: "x1x", resource_group_name: "none" }),
    ).toContain("ResourceNotFound");
    expect(
      await refusal("azurerm_storage_queue", { name: "hop", storage_account_id: "/subscriptions/s/none" }),
    ).toContain("ResourceNotFound");
  });

  test("a role that does not exist, a principal that does not exist, the same assignment twice", async () => {
    const scope = requiredText(storage, "id");
    const identity = await cloud.create("azurerm_user_assigned_identity", { name: "app", ...PLACE });
    const principal_id = requiredText(identity, "principal_id");
    const role = { scope, role_definition_name: "Storage Queue Data Reader", principal_id };
    expect(
      await refusal("azurerm_role_assignment", { ...role, role_definition_name: "Queue Reader" }),
    ).toContain("no built-in role");
    expect(await refusal("azurerm_role_assignment", { ...role, principal_id: "nobody" })).toContain(
      "PrincipalNotFound",
    );
    await cloud.create("azurerm_role_assignment", role);
    expect(await refusal("azurerm_role_assignment", role)).toContain("RoleAssignmentExists");
  });

  test("throughput on a serverless account", async () => {
    const account = {
      name: "hot",
      ...PLACE,
      offer_type: "Standard",
      capabilities: [{ name: "EnableServerless" }],
      consistency_policy: [{ consistency_level: "Strong" }],
      geo_location: [{ location: "westeurope", failover_priority: 0 }],
    };
    await cloud.create("azurerm_cosmosdb_account", account);
    const database = { name: "twin", resource_group_name: "demo", account_name: "hot" };
    expect(await refusal("azurerm_cosmosdb_sql_database", { ...database, throughput: 400 })).toContain(
      "serverless",
    );
  });

  test("a package container that the app's identity may not write to", async () => {
    await cloud.create("azurerm_storage_container", {
      name: "package",
      storage_account_id: requiredText(storage, "id"),
    });
    const identity = await cloud.create("azurerm_user_assigned_identity", { name: "host", ...PLACE });
    const plan = await cloud.create("azurerm_service_plan", {
      name: "plan",
      ...PLACE,
      os_type: "Linux",
      sku_name: "FC1",
    });
    const app = {
      name: "demo-app",
      ...PLACE,
      service_plan_id: requiredText(plan, "id"),
      runtime_name: "node",
      runtime_version: "22",
      storage_container_type: "blobContainer",
      storage_container_endpoint: `${requiredText(storage, "primary_blob_endpoint")}package`,
      storage_authentication_type: "UserAssignedIdentity",
      storage_user_assigned_identity_id: requiredText(identity, "id"),
      identity: [{ type: "UserAssigned", identity_ids: [requiredText(identity, "id")] }],
      zip_deploy_file: await cloud.zip(""),
      site_config: [{}],
    };
    expect(await refusal("azurerm_function_app_flex_consumption", app)).toContain(
      "InaccessibleStorageException",
    );
    const made = await cloud.create("azurerm_function_app_flex_consumption", {
      ...app,
      zip_deploy_file: null,
    });
    expect(await refusal("azurerm_function_app_flex_consumption", { ...app, name: "second" })).toContain(
      "holds one app",
    );
    await cloud.remove(made);
  });
});

describe("drift", () => {
  test("a queue that was removed behind Terraform's back is gone, what is there reads as it was made", async () => {
    const queue = await cloud.create("azurerm_storage_queue", {
      name: "hop",
      storage_account_id: requiredText(storage, "id"),
    });
    expect(await handler("azurerm_storage_queue").read?.(queue)).toEqual(queue);
    const container = await cloud.create("azurerm_storage_container", {
      name: "dead",
      storage_account_id: requiredText(storage, "id"),
    });
    await cloud.remove(storage);
    expect(await handler("azurerm_storage_queue").read?.(queue)).toBeNull();
    expect(await handler("azurerm_storage_container").read?.(container)).toBeNull();
    expect(await handler("azurerm_storage_account").read?.(storage)).toBeNull();
  });
});
