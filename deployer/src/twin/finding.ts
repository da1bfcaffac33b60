import { formatPath } from "@twin2multicloud/model";
import type { Finding, JsonPath } from "@twin2multicloud/model";

/** Where a rule found something. */
export interface Spot {
  readonly file: { readonly name: string };
  readonly path: JsonPath;
}

/** Something that makes a twin unfit to be deployed. */
export function errorAt(spot: Spot, found: string, expected: string): Finding {
  return { file: spot.file.name, path: formatPath(spot.path), found, expected, severity: "error" };
}

/** Something that its author should know, but that harms nothing. */
export function warningAt(spot: Spot, found: string, expected: string): Finding {
  return { ...errorAt(spot, found, expected), severity: "warning" };
}
