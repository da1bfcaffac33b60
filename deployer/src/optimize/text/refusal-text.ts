import type { Refusal } from "@twin2multicloud/optimizer";

/** A refusal as lines: its code, then every finding. */
export function refusalText({ code, findings }: Refusal): string {
  return [
    `Refused: ${code}`,
    ...findings.map(({ path, found, expected }) => `  ${path}: found ${found}; expected ${expected}`),
  ].join("\n");
}
