import { randomBytes } from "node:crypto";
import { flag, requiredText, text } from "../arm/attributes.ts";
import { armResource } from "../arm/arm-resource.ts";
import type { AzureResource } from "../arm/arm-resource.ts";
import { nameOf } from "../arm/ids.ts";
import { QUEUE_NAME } from "../storage/queue-operations.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";
import { idIn, inGroup } from "./groups.ts";
import { judge, matching, oneOf } from "./rules.ts";

const CONTAINER_NAME = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$|^\$(root|logs|web)$/;

/** `azurerm_storage_account`. Blob and queue services are emulated; tables, files and static web sites are not. */
export function storageAccount(context: AzureContext): AzureResource {
  const { inventory, origins, queues, blobs } = context;
  return armResource(inventory, {
    type: "azurerm_storage_account",
    requiresReplace: [
      "name",
      "resource_group_name",
      "location",
      "account_tier",
      "is_hns_enabled",
      "infrastructure_encryption_enabled",
    ],
    validate: (config) =>
      judge(config, [
        matching("name", /^[a-z0-9]{3,24}$/, "3 to 24 lower-case letters and digits"),
        oneOf("account_tier", ["Standard", "Premium"]),
        oneOf("account_replication_type", ["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"]),
        oneOf("account_kind", ["BlobStorage", "BlockBlobStorage", "FileStorage", "Storage", "StorageV2"]),
        oneOf("access_tier", ["Hot", "Cool", "Cold", "Premium"]),
        oneOf("min_tls_version", ["TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"]),
      ]),
    id: (planned) => idIn(planned, "Microsoft.Storage/storageAccounts"),
    parents: inGroup,
    computed(planned) {
      const name = requiredText(planned, "name");
      if (inventory.named("azurerm_storage_account", name)) {
        throw new Error(`409 StorageAccountAlreadyTaken: the storage account named ${name} is already taken`);
      }
      return { ...endpoints(name, origins), ...keys(planned) };
    },
    // What was made without Terraform, such as poison queues, goes with the account.
    async stop(attributes) {
      const name = requiredText(attributes, "name");
      await Promise.all(queues.names(name).map((queue) => queues.drop(`${name}/${queue}`)));
      await Promise.all(
        blobs.containers(name).map((container) => blobs.dropContainer(`${name}/${container}`)),
      );
    },
  });
}

/** `azurerm_storage_container`. */
export function storageContainer(context: AzureContext): AzureResource {
  const { blobs } = context;
  const dataName = (attributes: Attributes): string =>
    `${accountOf(attributes)}/${requiredText(attributes, "name")}`;
  return armResource(context.inventory, {
    type: "azurerm_storage_container",
    requiresReplace: ["name", "storage_account_id", "storage_account_name"],
    validate: (config) =>
      judge(config, [
        matching("name", CONTAINER_NAME, "3 to 63 lower-case letters, digits and single hyphens"),
        oneOf("container_access_type", ["private", "blob", "container"]),
      ]),
    id: (planned) =>
      `${accountIdOf(planned, context)}/blobServices/default/containers/${requiredText(planned, "name")}`,
    parents: (planned) => [accountIdOf(planned, context)],
    computed: (_planned, id) => ({
      resource_manager_id: id,
      has_immutability_policy: false,
      has_legal_hold: false,
      metadata: {},
    }),
    start: async (attributes, fresh) => (fresh ? blobs.createContainer(dataName(attributes)) : undefined),
    stop: (attributes) => blobs.dropContainer(dataName(attributes)),
    gone: (attributes) => !blobs.hasContainer(dataName(attributes)),
  });
}

/** `azurerm_storage_queue`. */
export function storageQueue(context: AzureContext): AzureResource {
  const { queues, origins } = context;
  const dataName = (attributes: Attributes): string =>
    `${accountOf(attributes)}/${requiredText(attributes, "name")}`;
  return armResource(context.inventory, {
    type: "azurerm_storage_queue",
    requiresReplace: ["name", "storage_account_id", "storage_account_name"],
    validate: (config) =>
      judge(config, [matching("name", QUEUE_NAME, "3 to 63 lower-case letters, digits and single hyphens")]),
    id: (planned) =>
      `${accountIdOf(planned, context)}/queueServices/default/queues/${requiredText(planned, "name")}`,
    parents: (planned) => [accountIdOf(planned, context)],
    computed: (planned, id) => ({ resource_manager_id: id, url: `${origins.queue}/${dataName(planned)}` }),
    start: async (attributes, fresh) => (fresh ? queues.create(dataName(attributes), {}) : undefined),
    stop: (attributes) => queues.drop(dataName(attributes)),
    gone: (attributes) => !queues.has(dataName(attributes)),
  });
}

/** `azurerm_storage_management_policy`: kept as a record; nothing is moved or deleted by age here. */
export function storageManagementPolicy({ inventory }: AzureContext): AzureResource {
  return armResource(inventory, {
    type: "azurerm_storage_management_policy",
    requiresReplace: ["storage_account_id"],
    id: (planned) => `${requiredText(planned, "storage_account_id")}/managementPolicies/default`,
    parents: (planned) => [requiredText(planned, "storage_account_id")],
  });
}

function accountIdOf(planned: Attributes, { inventory }: AzureContext): string {
  const id = text(planned, "storage_account_id");
  if (id !== undefined) return id;
  const name = requiredText(planned, "storage_account_name");
  const account = inventory.named("azurerm_storage_account", name);
  if (!account) throw new Error(`404 ResourceNotFound: the storage account ${name} was not found`);
  return account.id;
}

function accountOf(attributes: Attributes): string {
  return text(attributes, "storage_account_name") ?? nameOf(requiredText(attributes, "storage_account_id"));
}

function endpoints(name: string, origins: AzureContext["origins"]): Attributes {
  const queue = new URL(origins.queue);
  const blob = new URL(origins.blob);
  return {
    primary_queue_endpoint: `${origins.queue}/${name}/`,
    primary_queue_host: queue.host,
    primary_blob_endpoint: `${origins.blob}/${name}/`,
    primary_blob_host: blob.host,
  };
}

function keys(planned: Attributes): Attributes {
  if (!flag(planned, "shared_access_key_enabled", true))
    return { primary_access_key: "", secondary_access_key: "" };
  const key = (): string => randomBytes(64).toString("base64");
  return { primary_access_key: key(), secondary_access_key: key() };
}
