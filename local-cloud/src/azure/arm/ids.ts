import { SUBSCRIPTION_ID } from "../account.ts";

/** The id of the subscription, which is the widest scope of a role assignment. */
export const SUBSCRIPTION_SCOPE = `/subscriptions/${SUBSCRIPTION_ID}`;

/** The ARM id of a resource group. */
export function groupId(group: string): string {
  return `${SUBSCRIPTION_SCOPE}/resourceGroups/${group}`;
}

/** The ARM id of a resource: `kind` is the provider and type, as in `Microsoft.Storage/storageAccounts`. */
export function resourceId(group: string, kind: string, name: string): string {
  return `${groupId(group)}/providers/${kind}/${name}`;
}

/** The last segment of an id: the name of the resource. */
export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Whether `id` is `scope` or lies below it; ARM ids are compared without regard to case. */
export function liesIn(scope: string, id: string): boolean {
  const outer = scope.toLowerCase().replace(/\/$/, "");
  const inner = id.toLowerCase();
  return inner === outer || inner.startsWith(`${outer}/`);
}
