import { block, text, texts } from "../arm/attributes.ts";
import type { Inventory, Resource } from "../arm/inventory.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";

/** Somebody to whom roles can be granted. */
export interface Principal {
  /** Object id, which role assignments name. */
  readonly principalId: string;
  readonly clientId: string;
  /** ARM id of the identity, or of the resource whose own identity it is. */
  readonly resource: string;
}

/** The identities that are assigned to a resource: its own one first, if it has one, then user-assigned ones. */
export function assignedIdentities(inventory: Inventory, resource: Resource): Principal[] {
  const identity = block(resource.attributes, "identity");
  if (!identity) return [];
  const assigned = texts(identity, "identity_ids").flatMap((id) => userAssigned(inventory, id) ?? []);
  return [...ownIdentity(resource.id, identity), ...assigned];
}

/** The user-assigned identity of an ARM id. */
export function userAssigned(inventory: Inventory, id: string): Principal | undefined {
  const found = inventory.get(id);
  if (found?.type !== "azurerm_user_assigned_identity") return undefined;
  const principalId = text(found.attributes, "principal_id") ?? "";
  return { principalId, clientId: text(found.attributes, "client_id") ?? "", resource: found.id };
}

function ownIdentity(resource: string, identity: Attributes): Principal[] {
  const principalId = text(identity, "principal_id");
  return principalId ? [{ principalId, clientId: principalId, resource }] : [];
}
