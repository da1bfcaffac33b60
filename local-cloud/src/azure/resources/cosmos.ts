import { randomBytes } from "node:crypto";
import { block, requiredText } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { resourceId } from "../arm/ids.ts";
import { createCosmosService } from "../cosmos/cosmos-service.ts";
import { createHttpsEndpoint } from "../http/https-endpoint.ts";
import type { Endpoint } from "../http/https-endpoint.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { judge, matching, oneOf } from "./rules.ts";

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

/** The id of the account that a database, container or role belongs to. */
export function accountId(planned: Attributes): string {
  return resourceId(
    requiredText(planned, "resource_group_name"),
    ACCOUNT_KIND,
    requiredText(planned, "account_name"),
  );
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
