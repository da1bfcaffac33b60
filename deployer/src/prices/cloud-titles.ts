import type { Cloud } from "@twin2multicloud/model";

/** The name of a cloud as its vendor writes it. */
export const CLOUD_TITLES: Readonly<Record<Cloud, string>> = {
  aws: "AWS",
  azure: "Azure",
  gcp: "Google Cloud",
};
