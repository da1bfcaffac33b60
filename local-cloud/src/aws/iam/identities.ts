import { createHash, randomBytes } from "node:crypto";
import { globalArn } from "../arn.ts";
import { decide, parsePolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";

/** Keys as an SDK reads them from its environment. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Somebody who calls the API. */
export interface Principal {
  /** As error messages name it. */
  readonly arn: string;
  /** The role's ARN, which resource policies name. */
  readonly roleArn: string;
  allows(action: string, resource: string): boolean;
}

/** A role with its trust policy and its inline policies. */
export interface Role extends Principal {
  readonly name: string;
  readonly uniqueId: string;
  readonly trust: Policy;
  readonly credentials: Credentials;
}

/** What a role is made from. */
export interface RoleInput {
  readonly name: string;
  readonly uniqueId: string;
  readonly assumeRolePolicy: string;
}

/** Roles, their policies and the keys that stand for them. */
export interface Identities {
  putRole(role: RoleInput): Role;
  removeRole(name: string): void;
  role(nameOrArn: string): Role | undefined;
  putPolicy(roleName: string, policyName: string, document: string): void;
  removePolicy(roleName: string, policyName: string): void;
  hasPolicy(roleName: string, policyName: string): boolean;
  /** Who uses this access key; undefined for a key that nobody was given. */
  principal(accessKeyId: string): Principal | undefined;
  /** Makes keys that may do everything. */
  createAdministrator(): Credentials;
  /** Calls `listener` after every change of roles or policies, until the returned function is called. */
  onChange(listener: () => void): () => void;
}

/** Makes an account without roles. */
export function createIdentities(): Identities {
  const roles = new Map<string, Role>();
  const policies = new Map<string, Map<string, Policy>>();
  const principals = new Map<string, Principal>();
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  const policiesOf = (role: string): Map<string, Policy> => {
    const known = policies.get(role) ?? new Map<string, Policy>();
    policies.set(role, known);
    return known;
  };

  return {
    putRole(input) {
      const role = createRole(input, policiesOf(input.name));
      roles.set(role.name, role);
      principals.set(role.credentials.accessKeyId, role);
      changed();
      return role;
    },
    removeRole(name) {
      const role = roles.get(name);
      if (role) principals.delete(role.credentials.accessKeyId);
      roles.delete(name);
      policies.delete(name);
      changed();
    },
    role: (nameOrArn) => roles.get(nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1)),
    putPolicy(roleName, policyName, document) {
      policiesOf(roleName).set(policyName, parsePolicy(document));
      changed();
    },
    removePolicy(roleName, policyName) {
      policies.get(roleName)?.delete(policyName);
      changed();
    },
    hasPolicy: (roleName, policyName) => policies.get(roleName)?.has(policyName) ?? false,
    principal: (accessKeyId) => principals.get(accessKeyId),
    createAdministrator() {
      const credentials = deriveCredentials(randomBytes(16).toString("hex"));
      const administrator = globalArn("iam", "user/administrator");
      principals.set(credentials.accessKeyId, {
        arn: administrator,
        roleArn: administrator,
        allows: () => true,
      });
      return credentials;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function createRole(input: RoleInput, policies: ReadonlyMap<string, Policy>): Role {
  return {
    name: input.name,
    uniqueId: input.uniqueId,
    arn: globalArn("sts", `assumed-role/${input.name}/${input.name}`),
    roleArn: globalArn("iam", `role/${input.name}`),
    trust: parsePolicy(input.assumeRolePolicy),
    credentials: deriveCredentials(input.uniqueId),
    allows: (action, resource) => decide(policies.values(), { action, resource }) === "allowed",
  };
}

/** Keys derived from an identity's unique id, so that they stay the same after a restart; worth nothing beyond this machine. */
export function deriveCredentials(seed: string): Credentials {
  const digest = createHash("sha256").update(seed).digest("hex").toUpperCase();
  return {
    accessKeyId: `ASIA${digest.slice(0, 16)}`,
    secretAccessKey: digest.slice(16, 56),
    sessionToken: `local-${digest}`,
  };
}
