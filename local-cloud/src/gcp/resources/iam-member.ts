import { createHash } from "node:crypto";
import type { Attributes, Complaint, RequestContext } from "../../terraform/resource-handler.ts";
import { block, requiredText, text } from "../attributes.ts";
import { isGoogleManaged } from "../account.ts";
import { GoogleError } from "../http/google-error.ts";
import type { Grant, Policies } from "../iam/policies.ts";
import type { Roles } from "../iam/roles.ts";
import type { ServiceAccounts } from "../iam/service-accounts.ts";
import { unlessMatches } from "./resource.ts";
import type { GcpResource } from "./resource.ts";

/** What every binding needs to know. */
export interface IamDeps {
  readonly policies: Policies;
  readonly roles: Roles;
  readonly accounts: ServiceAccounts;
}

/** What is particular to the bindings of one resource type. */
export interface IamMemberOptions {
  readonly type: string;
  /** Attributes that name the resource. */
  readonly named: readonly string[];
  /** The resource as policies know it. */
  readonly resource: (attributes: Attributes, context?: RequestContext) => string;
  /** How the id of a binding begins; the resource itself unless it is given. */
  readonly idPrefix?: (resource: string) => string;
  /** Whether the resource is there; unless it is given, it is taken to be. */
  readonly exists?: (resource: string) => boolean;
  /** What else the provider fills in. */
  readonly computed?: (attributes: Attributes, context: RequestContext) => Attributes;
}

const MEMBER = {
  pattern:
    /^(?:allUsers|allAuthenticatedUsers|(?:serviceAccount|user|group|domain|principal|principalSet|projectOwner|projectEditor|projectViewer):\S+)$/,
  expected:
    "allUsers, allAuthenticatedUsers or a prefixed address as serviceAccount:NAME@PROJECT.iam.gserviceaccount.com",
};
const ROLE = {
  pattern: /^(?:roles|projects\/[^/]+\/roles|organizations\/[^/]+\/roles)\/[\w.]+$/,
  expected: "roles/NAME or projects/PROJECT/roles/NAME",
};

/** The handler of a google_..._iam_member: one grant that other grants on the resource do not mind. */
export function iamMember(options: IamMemberOptions, deps: IamDeps): GcpResource {
  const grantOf = (attributes: Attributes, context?: RequestContext): Grant => {
    const condition = block(attributes, "condition");
    return {
      resource: options.resource(attributes, context),
      role: requiredText(attributes, "role"),
      member: requiredText(attributes, "member"),
      ...(condition
        ? { condition: `${text(condition, "title") ?? ""}\n${text(condition, "expression") ?? ""}` }
        : {}),
    };
  };

  return {
    type: options.type,
    requiresReplace: [...options.named, "role", "member", "condition"],
    validate: (config): Complaint[] => [
      ...unlessMatches(config, "member", MEMBER),
      ...unlessMatches(config, "role", ROLE),
    ],
    create(planned, context) {
      const grant = grantOf(planned, context);
      requireParties(grant, options, deps);
      deps.policies.grant(grant);
      const title = text(block(planned, "condition") ?? {}, "title");
      const prefix = options.idPrefix?.(grant.resource) ?? grant.resource;
      return Promise.resolve({
        id: [prefix, grant.role, grant.member, ...(title ? [title] : [])].join("/"),
        etag: createHash("sha1").update(JSON.stringify(grant)).digest("base64").slice(0, 12),
        ...options.computed?.(planned, context),
      });
    },
    read: (state) => Promise.resolve(deps.policies.holds(grantOf(state)) ? state : null),
    delete(state) {
      deps.policies.revoke(grantOf(state));
      return Promise.resolve();
    },
    restore: (attributes) => deps.policies.grant(grantOf(attributes)),
  };
}

function requireParties(
  { resource, role, member }: Grant,
  { exists }: IamMemberOptions,
  { roles, accounts }: IamDeps,
): void {
  if (exists && !exists(resource))
    throw new GoogleError("NOT_FOUND", `Resource '${resource}' was not found.`);
  if (!roles.exists(role))
    throw new GoogleError(
      "INVALID_ARGUMENT",
      `Role ${role} is not supported for this resource: it does not exist.`,
    );
  const email = /^serviceAccount:(.+)$/.exec(member)?.[1];
  if (email && !accounts.has(email) && !isGoogleManaged(email)) {
    throw new GoogleError("INVALID_ARGUMENT", `Service account ${email} does not exist.`);
  }
}
