import { blocks, flag, text } from "../arm/attributes.ts";
import type { Inventory } from "../arm/inventory.ts";

/** What a shared access policy allows. */
export type HubPermission = "registryRead" | "registryWrite" | "serviceConnect" | "deviceConnect";

/** A shared access policy of a hub. */
export interface HubPolicy {
  readonly name: string;
  readonly keys: readonly string[];
  readonly permissions: readonly HubPermission[];
}

/** The policies that every hub has from its beginning. */
export const DEFAULT_POLICIES: Readonly<Record<string, readonly HubPermission[]>> = {
  iothubowner: ["registryRead", "registryWrite", "serviceConnect", "deviceConnect"],
  service: ["serviceConnect"],
  device: ["deviceConnect"],
  registryRead: ["registryRead"],
  registryReadWrite: ["registryRead", "registryWrite"],
};

/** The policy of a name: one that came with the hub or one that was added. */
export function hubPolicy(inventory: Inventory, hub: string, name: string): HubPolicy | undefined {
  const added = inventory
    .ofType("azurerm_iothub_shared_access_policy")
    .find(({ attributes }) => attributes["iothub_name"] === hub && attributes["name"] === name);
  if (added) {
    const permissions = (
      ["registryRead", "registryWrite", "serviceConnect", "deviceConnect"] as const
    ).filter((one) => flag(added.attributes, FLAGS[one]));
    return { name, permissions, keys: keysOf(added.attributes) };
  }
  const own = inventory.named("azurerm_iothub", hub)?.attributes ?? {};
  const found = blocks(own, "shared_access_policy").find((one) => text(one, "key_name") === name);
  return found && { name, permissions: DEFAULT_POLICIES[name] ?? [], keys: keysOf(found) };
}

const FLAGS: Readonly<Record<HubPermission, string>> = {
  registryRead: "registry_read",
  registryWrite: "registry_write",
  serviceConnect: "service_connect",
  deviceConnect: "device_connect",
};

function keysOf(attributes: Parameters<typeof text>[0]): string[] {
  return [text(attributes, "primary_key"), text(attributes, "secondary_key")].filter(
    (key) => key !== undefined,
  );
}
