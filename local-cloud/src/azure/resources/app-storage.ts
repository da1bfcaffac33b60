import { flag, requiredText, text } from "../arm/attributes.ts";
import { assignedIdentities } from "../identity/principals.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";
import type { AzureContext } from "./context.ts";

/** The blob in which a deployed package stands. */
export interface PackageStorage {
  /** Fails as the deployment of a real app does when the app may not write there. */
  check(): void;
  write(zip: Uint8Array): Promise<void>;
  read(): Promise<Buffer | undefined>;
}

const PACKAGE = "released-package.zip";

/** Finds the package container of an app. */
export function packageStorage(context: AzureContext, attributes: Attributes): PackageStorage {
  const endpoint = requiredText(attributes, "storage_container_endpoint");
  const container = endpoint.slice(context.origins.blob.length + 1);
  const address = { container, name: PACKAGE };
  return {
    check() {
      if (!endpoint.startsWith(`${context.origins.blob}/`) || !context.blobs.hasContainer(container)) {
        throw new Error(
          `InaccessibleStorageException: storage_container_endpoint: there is no container ${endpoint}`,
        );
      }
      const problem = writeProblem(context, { attributes, container });
      if (problem !== undefined) throw new Error(`InaccessibleStorageException: ${endpoint}: ${problem}`);
    },
    async write(zip) {
      await context.blobs.put(address, { content: zip, contentType: "application/zip" });
    },
    read: () => context.blobs.read(address),
  };
}

function writeProblem(
  context: AzureContext,
  { attributes, container }: { attributes: Attributes; container: string },
): string | undefined {
  const { inventory, grants } = context;
  const [accountName = "", containerName = ""] = container.split("/");
  const account = inventory.named("azurerm_storage_account", accountName);
  if (!account) return `there is no storage account ${accountName}`;
  if (text(attributes, "storage_authentication_type") === "StorageAccountConnectionString") {
    return flag(account.attributes, "shared_access_key_enabled", true)
      ? undefined
      : "the storage account allows no keys";
  }
  const wanted = (
    text(attributes, "storage_user_assigned_identity_id") ?? requiredText(attributes, "id")
  ).toLowerCase();
  const assigned = assignedIdentities(inventory, {
    type: "",
    id: requiredText(attributes, "id"),
    attributes,
  });
  const principal = assigned.find((one) => one.resource.toLowerCase() === wanted);
  if (!principal) return "the identity is not assigned to the app";
  const resource = `${account.id}/blobServices/default/containers/${containerName}`;
  const allowed = grants.allows({ principalId: principal.principalId, anyOf: ["blobs/write"], resource });
  return allowed
    ? undefined
    : "the identity lacks a role such as Storage Blob Data Contributor (AuthorizationPermissionMismatch)";
}
