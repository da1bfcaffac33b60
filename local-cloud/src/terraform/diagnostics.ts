import { attributePath } from "./attribute-path.ts";
import type { Diagnostic } from "./protocol.ts";
import type { Complaint, ResourceHandler } from "./resource-handler.ts";
import { isPlannedObject, knownPart } from "./planned.ts";
import type { Planned, PlannedObject } from "./planned.ts";
import type { Block } from "./schema.ts";

/** What is wrong with a configuration: computed attributes that it sets, and what the handler refuses. */
export function validate(
  block: Block,
  handler: Pick<ResourceHandler, "validate"> | undefined,
  config: PlannedObject,
): Diagnostic[] {
  const complaints = handler?.validate?.(knownPart(config)) ?? [];
  return [...computedOnly(block, config), ...complaints].map((complaint) =>
    complaintMessage(block, complaint),
  );
}

/** A failure of a handler as Terraform shows it: what failed, and every cause beneath it. */
export function failure(what: string, error: unknown): Diagnostic {
  const [first = "unknown error", ...causes] = messagesOf(error);
  return {
    severity: "ERROR",
    summary: `${what}: ${first}`,
    detail: causes.join("\n"),
  };
}

function messagesOf(error: unknown): string[] {
  if (error instanceof Error) return [error.message, ...messagesOf(error.cause)];
  return typeof error === "string" ? [error] : [];
}

function complaintMessage(block: Block, { summary, detail, path }: Complaint): Diagnostic {
  return {
    severity: "ERROR",
    summary,
    ...(detail !== undefined && { detail }),
    ...(path && { attribute: attributePath(block, path) }),
  };
}

function computedOnly(
  block: Block,
  config: PlannedObject,
  path: readonly (string | number)[] = [],
): Complaint[] {
  const own = Object.entries(block.attributes)
    .filter(([name, { computed, optional }]) => computed && !optional && (config[name] ?? null) !== null)
    .map(([name]) => ({
      summary: `Value for unconfigurable attribute "${name}"`,
      detail: `Can't configure a value for "${[...path, name].join(".")}": its value will be decided automatically.`,
      path: [...path, name],
    }));
  const nested = Object.entries(block.blocks).flatMap(([name, { block: inner }]) =>
    parts(config[name]).flatMap(([part, index]) => computedOnly(inner, part, [...path, name, ...index])),
  );
  return [...own, ...nested];
}

function parts(value: Planned | undefined): [PlannedObject, number[]][] {
  if (isPlannedObject(value)) return [[value, []]];
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((part, index): [PlannedObject, number[]][] =>
    isPlannedObject(part) ? [[part, [index]]] : [],
  );
}
