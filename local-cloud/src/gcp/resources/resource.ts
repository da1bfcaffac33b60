import type {
  Attributes,
  Complaint,
  RequestContext,
  ResourceHandler,
} from "../../terraform/resource-handler.ts";
import { DEFAULT_PROJECT, DEFAULT_REGION } from "../account.ts";
import { text, textMap } from "../attributes.ts";

/** A resource type and how a recorded one of it comes back after a restart of the daemon. */
export interface GcpResource extends ResourceHandler {
  restore?(attributes: Attributes): Promise<void> | void;
}

/** The project of a resource: its own, the provider's, or the default one. */
export function projectOf(attributes: Attributes, context?: RequestContext): string {
  return (
    text(attributes, "project") ?? (context?.provider && text(context.provider, "project")) ?? DEFAULT_PROJECT
  );
}

/** The location of a resource: its own, the provider's region, or the default one. */
export function locationOf(attributes: Attributes, context?: RequestContext): string {
  return (
    text(attributes, "location") ?? (context?.provider && text(context.provider, "region")) ?? DEFAULT_REGION
  );
}

/** The attributes that the provider computes from labels, including the one with which it marks what it made. */
export function labelAttributes(attributes: Attributes): Attributes {
  const labels = textMap(attributes, "labels");
  return {
    terraform_labels: { ...labels, "goog-terraform-provisioned": "true" },
    effective_labels: { ...labels, "goog-terraform-provisioned": "true" },
  };
}

/** What an update computes anew where a resource has labels. */
export const LABEL_CHANGES = ["terraform_labels", "effective_labels"] as const;

/** Complaints about labels (https://cloud.google.com/compute/docs/labeling-resources#requirements). */
export function labelComplaints(config: Attributes): Complaint[] {
  const bad = Object.entries(textMap(config, "labels")).filter(
    ([key, value]) =>
      !/^\p{Ll}[\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key) || !/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(value),
  );
  return bad.map(([key, value]) => ({
    summary: `the label ${key}="${value}" is not valid: lower-case letters, digits, _ and - are expected, 63 at most, and the key begins with a letter`,
    path: ["labels"],
  }));
}

/** A complaint unless a text that is set matches. */
export function unlessMatches(
  config: Attributes,
  name: string,
  rule: { pattern: RegExp; expected: string },
): Complaint[] {
  const value = text(config, name);
  if (value === undefined || rule.pattern.test(value)) return [];
  return [{ summary: `${name} "${value}" is not valid: ${rule.expected} is expected`, path: [name] }];
}

/** A complaint unless a text that is set is one of these. */
export function unlessOneOf(config: Attributes, name: string, values: readonly string[]): Complaint[] {
  const value = text(config, name);
  if (value === undefined || values.includes(value)) return [];
  return [{ summary: `expected ${name} to be one of ${values.join(", ")}, got ${value}`, path: [name] }];
}

/** A complaint unless a number that is set lies within the range. */
export function unlessWithin(
  value: number | undefined,
  path: readonly (string | number)[],
  range: readonly [number, number],
): Complaint[] {
  if (value === undefined || (value >= range[0] && value <= range[1])) return [];
  return [
    { summary: `expected ${path.at(-1)} to be in the range ${range[0]} to ${range[1]}, got ${value}`, path },
  ];
}

/** Complaints about features that the local cloud would silently leave out. */
export function notEmulated(config: Attributes, names: readonly string[]): Complaint[] {
  return names
    .filter((name) => isSet(config[name]))
    .map((name) => ({ summary: `the local cloud does not emulate ${name}`, path: [name] }));
}

function isSet(value: Attributes[string] | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "";
}
