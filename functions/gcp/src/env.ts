import type { EnvironmentName } from "@twin2multicloud/model";

/** Tells whether a variable is set; the edges of the twin decide which of two ways a function goes. */
export function isSet(name: EnvironmentName): boolean {
  return (process.env[name] ?? "") !== "";
}

/** Gives access to the named variables. Throws an error that lists every one of them that is missing. */
export function readAll<Name extends EnvironmentName>(...names: readonly Name[]): (name: Name) => string {
  const missing = names.filter((name) => !isSet(name));
  if (missing.length > 0) {
    throw new Error(
      `environment variables missing: ${missing.join(", ")}; the Terraform module of the slot sets them`,
    );
  }
  return (name) => process.env[name] ?? "";
}

/** The value of one variable. Throws an error that names it when it is missing. */
export function read(name: EnvironmentName): string {
  return readAll(name)(name);
}

/** Where the metadata server is: the variable by which Google's own libraries may be led elsewhere, or its name on Google Cloud. */
export function metadataHost(): string {
  return process.env["GCE_METADATA_HOST"] ?? "metadata.google.internal";
}
