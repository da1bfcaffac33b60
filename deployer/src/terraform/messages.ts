import * as z from "zod/mini";
import { jsonOf } from "../machine/json.ts";

/** One line of Terraform's machine-readable output, as far as we read it. */
const messageSchema = z.looseObject({
  type: z.string(),
  changes: z.optional(z.looseObject({ add: z.int(), change: z.int(), remove: z.int() })),
  hook: z.optional(z.looseObject({ resource: z.looseObject({ addr: z.string() }) })),
  change: z.optional(z.looseObject({ resource: z.looseObject({ addr: z.string() }), action: z.string() })),
  diagnostic: z.optional(
    z.looseObject({
      severity: z.string(),
      summary: z.string(),
      detail: z.optional(z.string()),
      address: z.optional(z.string()),
    }),
  ),
});

/** How many resources a plan adds, changes and removes; a replacement is one added and one removed. */
export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

/** What one resource of a plan will see. */
export interface PlannedChange {
  readonly address: string;
  readonly action: string;
}

/** Something that Terraform said of itself. */
export type TerraformMessage =
  | { readonly kind: "planned"; readonly change: PlannedChange }
  | { readonly kind: "summary"; readonly changes: Changes }
  | { readonly kind: "started" | "completed"; readonly address: string }
  | { readonly kind: "error" | "warning"; readonly text: string };

/** Reads one line of `-json` output; lines that say nothing of interest give undefined. */
export function readMessage(line: string): TerraformMessage | undefined {
  const message = messageSchema.safeParse(jsonOf(line)).data;
  if (!message) return undefined;
  const { type, changes, hook, change, diagnostic } = message;
  if (diagnostic) {
    const place = diagnostic.address ? `${diagnostic.address}: ` : "";
    const text = `${place}${diagnostic.summary}${diagnostic.detail ? `: ${diagnostic.detail}` : ""}`;
    return { kind: diagnostic.severity === "error" ? "error" : "warning", text };
  }
  if (type === "planned_change" && change) {
    return { kind: "planned", change: { address: change.resource.addr, action: change.action } };
  }
  if (type === "change_summary" && changes) {
    return { kind: "summary", changes: { add: changes.add, change: changes.change, remove: changes.remove } };
  }
  if (type === "apply_start" && hook) return { kind: "started", address: hook.resource.addr };
  if (type === "apply_complete" && hook) return { kind: "completed", address: hook.resource.addr };
  return undefined;
}
