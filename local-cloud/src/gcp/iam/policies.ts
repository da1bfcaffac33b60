import { GoogleError } from "../http/google-error.ts";
import type { RoleAllows } from "./roles.ts";

/** One grant: this member has this role on this resource (`projects/p`, `projects/p/topics/t`, `buckets/b` ...). */
export interface Grant {
  readonly resource: string;
  readonly role: string;
  readonly member: string;
  /** Tells apart two grants of one role to one member; it is not evaluated. */
  readonly condition?: string;
}

/** Who may do what. `caller` is a service account's address, or undefined for somebody unknown. */
export interface Policies {
  grant(grant: Grant): void;
  revoke(grant: Grant): void;
  holds(grant: Grant): boolean;
  allows(caller: string | undefined, permission: string, resource: string): boolean;
  /** Throws PERMISSION_DENIED unless the caller has the permission on the resource or on its project. */
  require(caller: string, permission: string, resource: string): void;
  /** Takes every grant on a resource away: it was deleted. */
  forgetResource(resource: string): void;
}

/** Grants of one local cloud, none at the start. */
export function createPolicies(roleAllows: RoleAllows): Policies {
  const byResource = new Map<string, Map<string, Set<string>>>();

  const rolesOf = (resource: string, member: string): readonly string[] =>
    [...(byResource.get(resource)?.get(member) ?? [])].map((key) => key.split("\n")[0] ?? "");

  const allowedOn = (resource: string, members: readonly string[], permission: string): boolean =>
    members.some((member) => rolesOf(resource, member).some((role) => roleAllows(role, permission)));

  const allows: Policies["allows"] = (caller, permission, resource) => {
    const members = membersOf(caller);
    return [resource, projectOf(resource)].some((level) => allowedOn(level, members, permission));
  };

  return {
    grant(grant) {
      const { resource, member } = grant;
      const members = byResource.get(resource) ?? new Map<string, Set<string>>();
      byResource.set(resource, members);
      members.set(member, (members.get(member) ?? new Set()).add(keyOf(grant)));
    },
    revoke(grant) {
      byResource.get(grant.resource)?.get(grant.member)?.delete(keyOf(grant));
    },
    holds: (grant) => byResource.get(grant.resource)?.get(grant.member)?.has(keyOf(grant)) ?? false,
    allows,
    require(caller, permission, resource) {
      if (allows(caller, permission, resource)) return;
      throw new GoogleError(
        "PERMISSION_DENIED",
        `Permission '${permission}' denied on resource '${resource}' (or it may not exist) for ${caller}. ` +
          `Grant a role that contains it.`,
      );
    },
    forgetResource(resource) {
      byResource.delete(resource);
    },
  };
}

function keyOf({ role, condition }: Grant): string {
  return condition === undefined ? role : `${role}\n${condition}`;
}

function membersOf(caller: string | undefined): readonly string[] {
  return caller === undefined
    ? ["allUsers"]
    : [`serviceAccount:${caller}`, "allUsers", "allAuthenticatedUsers"];
}

function projectOf(resource: string): string {
  return resource.split("/").slice(0, 2).join("/");
}
