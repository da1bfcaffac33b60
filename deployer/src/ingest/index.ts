import type { Cloud } from "@twin2multicloud/model";
import { awsIngest } from "./aws-ingest.ts";
import { azureIngest } from "./azure-ingest.ts";
import { gcpIngest } from "./gcp-ingest.ts";
import type { CreateIngest } from "./ingest.ts";

/** How devices get in, by the cloud of l1. */
export const INGEST: Readonly<Record<Cloud, CreateIngest>> = {
  aws: awsIngest,
  azure: azureIngest,
  gcp: gcpIngest,
};
