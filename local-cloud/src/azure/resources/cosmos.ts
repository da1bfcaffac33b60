import { randomBytes } from "node:crypto";
import { block, blocks, count, requiredText, text, texts } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { resourceId } from "../arm/ids.ts";
import { createCosmosService } from "../cosmos/cosmos-service.ts";
import { createHttpsEndpoint } from "../http/https-endpoint.ts";
import type { Endpoint } from "../http/https-endpoint.ts";
import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { between, judge, matching, notEmulated, oneOf } from "./rules.ts";

const ACCOUNT_KIND = "Microsoft.DocumentDB/databaseAccounts";
const CONSISTENCY = ["BoundedStaleness", "ConsistentPrefix", "Eventual", "Session", "Strong"];

/** `azurerm_cosmosdb_account` with its data service, and how to stop the services of all accounts. */
export function cosmosAccount(context: AzureContext): { resource: AzureResource; close(): Promise<void> } {
  const { inventory, services } = context;
  const endpoints = new Map<string, Endpoint>();
  const portName = (name: string): string => `cosmos-${name}`;
  const resource = armResource(inventory, {
    type: "azurerm_cosmosdb_account",
    requiresReplace: [
      "name",
      "resource_group_name",
      "location",
      "kind",
      "offer_type",
      "free_tier_enabled",
      "create_mode",
    ],
    validate: (config) => [
      ...judge(config, [
        matching(
          "name",
          /^[a-z0-9](?=.{2,43}$)[a-z0-9-]*[a-z0-9]$/,
          "3 to 44 lower-case letters, digits and hyphens",
        ),
        oneOf("offer_type", ["Standard"]),
        oneOf("kind", ["GlobalDocumentDB"]),
        oneOf("minimal_tls_version", ["Tls", "Tls11", "Tls12"]),
      ]),
      ...judge(block(config, "consistency_policy") ?? {}, [oneOf("consistency_level", CONSISTENCY)]),
    ],
    id: (planned) => idIn(planned, ACCOUNT_KIND),
    parents: inGroup,
    async computed(planned) {
      const name = requiredText(planned, "name");
      if (inventory.named("azurerm_cosmosdb_account", name))
        throw new Error(`409 Conflict: the account name ${name} is taken`);
      const endpoint = `https://localhost:${await services.port(portName(name))}/`;
      return { endpoint, read_endpoints: [endpoint], write_endpoints: [endpoint], ...keys() };
    },
    async start(attributes) {
      const name = requiredText(attributes, "name");
      const port = await services.port(portName(name));
      const service = createCosmosService({
        ...context,
        store: context.documents,
        account: name,
        accountId: requiredText(attributes, "id"),
        location: requiredText(attributes, "location"),
        origin: `https://localhost:${port}`,
      });
      endpoints.set(name, await createHttpsEndpoint({ port, tls: services.tls, handle: service }));
    },
    async stop(attributes) {
      const name = requiredText(attributes, "name");
      await endpoints.get(name)?.close();
      endpoints.delete(name);
      await services.releasePort(portName(name));
    },
  });
  return {
    resource,
    close: async () => void (await Promise.all([...endpoints.values()].map((one) => one.close()))),
  };
}

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

/** The id of the account that a database, container or role belongs to. */
export function accountId(planned: Attributes): string {
  return resourceId(
    requiredText(planned, "resource_group_name"),
    ACCOUNT_KIND,
    requiredText(planned, "account_name"),
  );
}

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

function keys(): Attributes {
  const key = (): string => randomBytes(64).toString("base64");
  return {
    primary_key: key(),
    secondary_key: key(),
    primary_readonly_key: key(),
    secondary_readonly_key: key(),
  };
}
