import type { EnvironmentName } from "@twin2multicloud/model";
import { environmentFrom } from "@twin2multicloud/wiring";

export const { isSet, read, readAll } = environmentFrom<EnvironmentName>(process.env);

/** Where the metadata server is: the variable by which Google's own libraries may be led elsewhere, or its name on Google Cloud. */
export function metadataHost(): string {
  return process.env["GCE_METADATA_HOST"] ?? "metadata.google.internal";
}
