import type { Refusal } from "@twin2multicloud/optimizer";
import { wrapped } from "./columns.ts";

/** A refusal as lines of at most 120 columns: its code, then every finding. */
export function refusalText({ code, findings }: Refusal): string {
  return [
    `Refused: ${code}`,
    ...findings.flatMap(({ path, found, expected }) =>
      wrapped(`${path}: found ${found}; expected ${expected}`, "  "),
    ),
  ].join("\n");
}
