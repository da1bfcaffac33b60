import type { EnvironmentName } from "@twin2multicloud/model";

/** The variables of the environment contract, and those by which the platform hands out tokens. */
export type VariableName = EnvironmentName | "IDENTITY_ENDPOINT" | "IDENTITY_HEADER";

/** Tells whether a variable is set; the edges of the twin decide which of two ways a function goes. */
export function isSet(name: VariableName): boolean {
  return (process.env[name] ?? "") !== "";
}

/** Gives access to the named variables. Throws an error that lists every one of them that is missing. */
export function readAll<Name extends VariableName>(...names: readonly Name[]): (name: Name) => string {
  const missing = names.filter((name) => !isSet(name));
  if (missing.length > 0) {
    throw new Error(
      `environment variables missing: ${missing.join(", ")}; the Terraform module of the slot and the platform set them`,
    );
  }
  return (name) => process.env[name] ?? "";
}

/** The value of one variable. Throws an error that names it when it is missing. */
export function read(name: VariableName): string {
  return readAll(name)(name);
}
