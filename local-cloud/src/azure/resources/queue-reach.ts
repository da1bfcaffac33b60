import type { QueueConnection } from "../functions-host/app-settings.ts";
import type { ReachedQueue } from "../functions-host/function-app.ts";
import type { Principal } from "../identity/principals.ts";
import type { AzureContext } from "./context.ts";

/** Finds queues for the host of an app, which reads them with one of the app's identities. */
export function createReach(
  options: Pick<AzureContext, "inventory" | "grants" | "origins"> & {
    readonly identities: () => readonly Principal[];
  },
): (connection: QueueConnection, queueName: string) => ReachedQueue {
  const { inventory, grants, origins, identities } = options;
  return ({ serviceUri, clientId }, queueName) => {
    const account = accountOf(serviceUri, origins.queue);
    return {
      name: `${account}/${queueName}`,
      obstacle(name, anyOf) {
        const found = inventory.named("azurerm_storage_account", account);
        if (!found) return `${serviceUri} is no queue service of the local cloud`;
        const principal = identities().find((one) =>
          clientId ? one.clientId === clientId : one.clientId === one.principalId,
        );
        if (!principal) return `no identity ${clientId ?? "of its own"} is assigned to the app`;
        const resource = `${found.id}/queueServices/default/queues/${name}`;
        const allowed = grants.allows({ principalId: principal.principalId, anyOf, resource });
        return allowed
          ? undefined
          : `403 AuthorizationPermissionMismatch: expected a role with ${anyOf.join(" or ")}`;
      },
    };
  };
}

function accountOf(serviceUri: string, origin: string): string {
  if (!serviceUri.startsWith(`${origin}/`)) return "";
  return serviceUri.slice(origin.length + 1).replace(/\/$/, "");
}
