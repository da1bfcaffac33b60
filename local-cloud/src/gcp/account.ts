import { createHash } from "node:crypto";

/** The project that resources belong to when the configuration names none. */
export const DEFAULT_PROJECT = "twin2multicloud-local";

/** The region that resources stand in when the configuration names none. */
export const DEFAULT_REGION = "europe-west1";

/** The twelve-digit number of a project, the same on every machine. */
export function projectNumber(project: string): string {
  const digest = createHash("sha256").update(project).digest();
  return String(100_000_000_000 + (digest.readUIntBE(0, 6) % 900_000_000_000));
}

/** The identity with which Pub/Sub itself forwards dead letters (https://cloud.google.com/pubsub/docs/handling-failures#grant_forwarding_permissions). */
export function pubsubServiceAgent(project: string): string {
  return `service-${projectNumber(project)}@gcp-sa-pubsub.iam.gserviceaccount.com`;
}

/** Whether Google makes and owns this account, so that no resource of the user declares it. */
export function isGoogleManaged(email: string): boolean {
  return (
    /^service-\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/.test(email) ||
    /^\d+-compute@developer\.gserviceaccount\.com$/.test(email) ||
    /^\d+@cloudservices\.gserviceaccount\.com$/.test(email)
  );
}
