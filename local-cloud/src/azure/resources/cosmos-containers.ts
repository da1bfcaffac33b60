import { block, blocks, count, requiredText, text, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { accountId } from "./cosmos.ts";
import { between, judge, matching, notEmulated, oneOf } from "./rules.ts";

/** `azurerm_cosmosdb_sql_database`. */
export function cosmosDatabase({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_cosmosdb_sql_database",
    requiresReplace: ["name", "resource_group_name", "account_name"],
    validate: (config) => judge(config, [matching("name", NAME, NAME_WORDS)]),
    id: (planned) => `${accountId(planned)}/sqlDatabases/${requiredText(planned, "name")}`,
    parents: (planned) => [accountId(planned)],
    computed: (planned) => refuseThroughput(planned, { inventory }),
  });
}

/** `azurerm_cosmosdb_sql_container`; one partition key path. */
export function cosmosContainer({ inventory, documents }: AzureContext): AzureResource {
  const databaseId = (planned: Attributes): string =>
    `${accountId(planned)}/sqlDatabases/${requiredText(planned, "database_name")}`;
  return armResource(inventory, {
    type: "azurerm_cosmosdb_sql_container",
    requiresReplace: [
      "name",
      "resource_group_name",
      "account_name",
      "database_name",
      "partition_key_paths",
      "partition_key_kind",
      "partition_key_version",
      "unique_key",
    ],
    validate: (config) => [
      ...judge(config, [
        matching("name", NAME, NAME_WORDS),
        oneOf("partition_key_kind", ["Hash"]),
        between("partition_key_version", 1, 2),
        notEmulated("unique_key"),
      ]),
      ...partitionKeyComplaints(config),
      ...ttlComplaints(config),
    ],
    id: (planned) => `${databaseId(planned)}/containers/${requiredText(planned, "name")}`,
    parents: (planned) => [databaseId(planned)],
    computed: (planned) => refuseThroughput(planned, { inventory }),
    stop: (attributes) =>
      documents.drop(
        ["account_name", "database_name", "name"].map((name) => requiredText(attributes, name)).join("/"),
      ),
  });
}

const NAME = /^[^/\\#?\0]{1,254}[^/\\#?\0 ]$|^[^/\\#?\0 ]$/;
const NAME_WORDS = "1 to 255 characters without / \\ # ?, not ending in a space";

function partitionKeyComplaints(config: Attributes): Complaint[] {
  const paths = texts(config, "partition_key_paths");
  const path = ["partition_key_paths"];
  if (paths.length > 1)
    return [{ summary: "hierarchical partition keys are not emulated by the local cloud", path }];
  const [only] = paths;
  if (only === undefined || /^(\/[^/]+)+$/.test(only)) return [];
  return [
    {
      summary: "invalid partition_key_paths",
      detail: `expected a path like /device_id, found ${only}`,
      path,
    },
  ];
}

function ttlComplaints(config: Attributes): Complaint[] {
  const ttl = count(config, "default_ttl");
  if (ttl === undefined || ttl === -1 || (Number.isInteger(ttl) && ttl >= 1)) return [];
  return [
    {
      summary: "invalid default_ttl",
      detail: `expected -1 or at least 1, found ${ttl}`,
      path: ["default_ttl"],
    },
  ];
}

/** A serverless account sells no throughput, and where it is sold there is a least amount. */
function refuseThroughput(planned: Attributes, { inventory }: Pick<AzureContext, "inventory">): Attributes {
  const throughput = count(planned, "throughput");
  const account = inventory.get(accountId(planned))?.attributes ?? {};
  const serverless = blocks(account, "capabilities").some((one) => text(one, "name") === "EnableServerless");
  if (serverless && (throughput !== undefined || block(planned, "autoscale_settings"))) {
    throw new Error(
      "400 BadRequest: setting offer throughput or autopilot is not supported for serverless accounts",
    );
  }
  if (throughput !== undefined && (throughput < 400 || throughput % 100 !== 0)) {
    throw new Error(`throughput: expected at least 400 in steps of 100, found ${throughput}`);
  }
  return {};
}
