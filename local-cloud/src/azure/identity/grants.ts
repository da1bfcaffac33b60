import { requiredText, text } from "../arm/attributes.ts";
import { liesIn } from "../arm/ids.ts";
import { derived } from "../arm/inventory.ts";
import type { Inventory } from "../arm/inventory.ts";
import { builtInRole } from "./roles.ts";
import type { DataAction } from "./roles.ts";

/** One question: may this principal do one of these actions on the resource with this ARM id? */
export interface AccessQuestion {
  readonly principalId: string;
  /** Any one of them is enough. */
  readonly anyOf: readonly DataAction[];
  readonly resource: string;
}

/** Answers from the role assignments that exist now; conditions are not evaluated. */
export interface Grants {
  allows(question: AccessQuestion): boolean;
}

interface Grant {
  readonly scope: string;
  readonly actions: readonly DataAction[];
}

/** Reads the role assignments of the inventory. */
export function createGrants(inventory: Inventory): Grants {
  const byPrincipal = derived(inventory, () => {
    const grants = new Map<string, Grant[]>();
    for (const { attributes } of inventory.ofType("azurerm_role_assignment")) {
      const role = builtInRole(
        text(attributes, "role_definition_name") ?? text(attributes, "role_definition_id") ?? "",
      );
      const principal = requiredText(attributes, "principal_id");
      const grant = { scope: requiredText(attributes, "scope"), actions: role?.dataActions ?? [] };
      grants.set(principal, [...(grants.get(principal) ?? []), grant]);
    }
    return grants;
  });
  return {
    allows({ principalId, anyOf, resource }) {
      const grants = byPrincipal().get(principalId) ?? [];
      return grants.some(
        (one) => liesIn(one.scope, resource) && anyOf.some((action) => one.actions.includes(action)),
      );
    },
  };
}
