import { managedIdentity } from "./managed-identity.ts";
import type { ManagedIdentity } from "./managed-identity.ts";

/** A variable that leads contract tests to their services. */
export function contractVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; it comes from the cloud under test`);
  return value;
}

/** The identity of the contract tests, which may do everything. */
export function contractCredential(): ManagedIdentity {
  return managedIdentity({
    endpoint: contractVariable("IDENTITY_ENDPOINT"),
    header: contractVariable("IDENTITY_HEADER"),
    clientId: contractVariable("AZURE_CLIENT_ID"),
  });
}
