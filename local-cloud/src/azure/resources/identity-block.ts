import { TENANT_ID } from "../account.ts";
import { blocks, text } from "../arm/attributes.ts";
import type { Attributes } from "../../terraform/resource-handler.ts";

/** The computed part of identity blocks: a resource with an identity of its own gets a principal, and keeps it. */
export function withPrincipals(
  planned: Attributes,
  options: { newId: () => string; prior?: Attributes },
): Attributes {
  const identities = blocks(planned, "identity");
  if (identities.length === 0) return {};
  const [before] = blocks(options.prior ?? {}, "identity");
  return {
    identity: identities.map((identity) => {
      if (!text(identity, "type")?.includes("SystemAssigned"))
        return { ...identity, principal_id: "", tenant_id: "" };
      const principal = (before && text(before, "principal_id")) || options.newId();
      return { ...identity, principal_id: principal, tenant_id: TENANT_ID };
    }),
  };
}
