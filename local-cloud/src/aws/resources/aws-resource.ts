import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Attributes, RequestContext, ResourceHandler } from "../../terraform/resource-handler.ts";
import { text, textMap } from "../attribute-values.ts";

/** A resource type of the local AWS. */
export interface AwsResource extends ResourceHandler {
  /** Brings the thing back after a restart, from what the registry recorded. */
  restore?(attributes: Attributes): Promise<void>;
}

/** What every taggable resource computes: the provider has no default tags here, so all tags are the resource's own. */
export function tagsAll(planned: Attributes): Attributes {
  return { tags_all: textMap(planned, "tags") };
}

/** The name of a new thing: as given, or made from the prefix as the provider does. */
export function newName(planned: Attributes, fallbackPrefix = "terraform-"): string {
  return (
    text(planned, "name") ??
    `${text(planned, "name_prefix") ?? fallbackPrefix}${randomUUID().replaceAll("-", "")}`
  );
}

/** The absolute path of a file that an attribute names. */
export function absolutePath(path: string, { workingDirectory }: RequestContext): string {
  return resolve(workingDirectory, path);
}

/** The last part of a name or ARN of a function. */
export function functionNameOf(nameOrArn: string): string {
  const parts = nameOrArn.split(":");
  return parts.length > 1 ? (parts[6] ?? nameOrArn) : nameOrArn;
}
