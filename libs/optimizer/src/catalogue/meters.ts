import type { Cloud } from "@twin2multicloud/model";
import type { Meter } from "./meter.ts";
import { AWS_METERS } from "./meters-aws.ts";
import { AZURE_METERS } from "./meters-azure.ts";
import { GCP_METERS } from "./meters-gcp.ts";

export type { Meter } from "./meter.ts";

/** Every meter of a complete catalogue, cloud by cloud. */
export const METERS = { ...AWS_METERS, ...AZURE_METERS, ...GCP_METERS } satisfies Record<string, Meter>;

/** The name of a meter, such as `aws.lambda.request`. */
export type MeterId = keyof typeof METERS;

/** Tells whether a text names a meter. */
export function isMeterId(text: string): text is MeterId {
  return Object.hasOwn(METERS, text);
}

/** The meters of one cloud. */
export function metersOf(cloud: Cloud): MeterId[] {
  return Object.keys(METERS)
    .filter(isMeterId)
    .filter((id) => id.startsWith(`${cloud}.`));
}
