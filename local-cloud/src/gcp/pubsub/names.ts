import { GoogleError } from "../http/google-error.ts";

/** What is wrong with the name of a topic or subscription, or undefined (https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names). */
export function nameComplaint(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}$/.test(name)) {
    return `"${name}" must start with a letter and have 3 to 255 letters, digits or any of - _ . ~ + %`;
  }
  return name.toLowerCase().startsWith("goog") ? `"${name}" must not start with goog` : undefined;
}

/** Throws INVALID_ARGUMENT unless the last part of a full name is a good one. */
export function requireName(fullName: string): void {
  const complaint = nameComplaint(fullName.split("/").at(-1) ?? "");
  if (complaint) throw new GoogleError("INVALID_ARGUMENT", `Invalid resource name: ${complaint}.`);
}
