import { X509Certificate, createHash } from "node:crypto";
import { arn } from "../arn.ts";
import { decide, parsePolicy } from "../iam/policy.ts";
import type { Policy } from "../iam/policy.ts";

/** A device certificate that the account knows. */
export interface DeviceCertificate {
  readonly id: string;
  readonly active: boolean;
}

/** Things, certificates, policies and what is attached to what. Certificates are named by ARN. */
export interface DeviceRegistry {
  /** Grows with every change, so that what was worked out before can be told from what holds now. */
  readonly version: number;
  putThing(name: string): void;
  removeThing(name: string): void;
  hasThing(name: string): boolean;
  putCertificate(certificate: DeviceCertificate): void;
  removeCertificate(id: string): void;
  certificate(id: string): DeviceCertificate | undefined;
  putPolicy(name: string, document: string): void;
  removePolicy(name: string): void;
  policy(name: string): string | undefined;
  readonly policyAttachments: Attachments;
  readonly thingAttachments: Attachments;
}

/** Pairs of a name (of a policy or a thing) and the ARN of a principal. */
export interface Attachments {
  add(name: string, principal: string): void;
  remove(name: string, principal: string): void;
  has(name: string, principal: string): boolean;
  /** The names that a principal is attached to. */
  of(principal: string): string[];
}

/** What policies of IoT Core allow. */
export type DeviceAction = "Connect" | "Publish" | "Subscribe" | "Receive";

/** What a connected device may do; resources are named as in an ARN, as "topic/dt/demo". */
export interface DeviceAccess {
  may(action: DeviceAction, resource: string): boolean;
}

/** Makes a registry without devices. */
export function createDeviceRegistry(): DeviceRegistry {
  const certificates = new Map<string, DeviceCertificate>();
  const policies = new Map<string, string>();
  const things = new Set<string>();
  let version = 0;
  const changed = (): void => void (version += 1);
  return {
    get version() {
      return version;
    },
    putThing(name) {
      things.add(name);
      changed();
    },
    removeThing(name) {
      things.delete(name);
      changed();
    },
    hasThing: (name) => things.has(name),
    putCertificate(certificate) {
      certificates.set(certificate.id, certificate);
      changed();
    },
    removeCertificate(id) {
      certificates.delete(id);
      changed();
    },
    certificate: (id) => certificates.get(id),
    putPolicy(name, document) {
      policies.set(name, document);
      changed();
    },
    removePolicy(name) {
      policies.delete(name);
      changed();
    },
    policy: (name) => policies.get(name),
    policyAttachments: createAttachments(changed),
    thingAttachments: createAttachments(changed),
  };
}

/** What the holder of a certificate may do under a client id, by all policies that are attached to the certificate. */
export function deviceAccess(registry: DeviceRegistry, certificate: string, clientId: string): DeviceAccess {
  const principal = certificateArn(certificate);
  const isThing = registry.hasThing(clientId) && registry.thingAttachments.has(clientId, principal);
  const variables = {
    "iot:ClientId": clientId,
    ...(isThing && { "iot:Connection.Thing.ThingName": clientId }),
  };
  const policies: Policy[] = registry.policyAttachments.of(principal).flatMap((name) => {
    const document = registry.policy(name);
    return document === undefined ? [] : [parsePolicy(document, variables)];
  });
  return {
    may: (action, resource) =>
      decide(policies, { action: `iot:${action}`, resource: arn("iot", resource) }) === "allowed",
  };
}

/** The ARN of a certificate by its id. */
export function certificateArn(id: string): string {
  return arn("iot", `cert/${id}`);
}

/** The id of a certificate: the hex SHA-256 of its DER bytes. */
export function certificateId(pemOrDer: string | Buffer): string {
  const der = typeof pemOrDer === "string" ? new X509Certificate(pemOrDer).raw : pemOrDer;
  return createHash("sha256").update(der).digest("hex");
}

function createAttachments(changed: () => void): Attachments {
  const namesOf = new Map<string, Set<string>>();
  return {
    add(name, principal) {
      namesOf.set(principal, (namesOf.get(principal) ?? new Set()).add(name));
      changed();
    },
    remove(name, principal) {
      namesOf.get(principal)?.delete(name);
      changed();
    },
    has: (name, principal) => namesOf.get(principal)?.has(name) ?? false,
    of: (principal) => [...(namesOf.get(principal) ?? [])],
  };
}
