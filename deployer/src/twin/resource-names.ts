import type { Cloud } from "@twin2multicloud/model";

/** A resource name that a twin leads to, and how long the cloud lets it be. */
export interface MadeName {
  readonly what: string;
  readonly name: string;
  readonly limit: number;
}

type NamePattern = { readonly what: string; readonly limit: number; name(twin: string): string };

const SUFFIX = "abc123";

/**
 * The longest name of each kind that the modules in terraform/modules make. Limits: AWS
 * https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html, Azure
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, Google: each API's reference.
 * Google service accounts (30) and Azure storage accounts (24) are shortened by the modules.
 */
const PATTERNS: Readonly<Record<Cloud, readonly NamePattern[]>> = {
  aws: [
    { what: "Lambda function", limit: 64, name: (twin) => `${twin}-dispatcher` },
    { what: "IAM role", limit: 64, name: (twin) => `${twin}-topic-rule` },
    { what: "beginning of AWS names", limit: 40, name: (twin) => twin },
  ],
  azure: [
    { what: "function app", limit: 60, name: (twin) => `${twin}-l3-hot-${SUFFIX}` },
    { what: "Cosmos DB account", limit: 44, name: (twin) => `${twin}-${SUFFIX}` },
    { what: "IoT hub", limit: 50, name: (twin) => `${twin}-${SUFFIX}` },
    { what: "beginning of Azure names", limit: 37, name: (twin) => twin },
  ],
  gcp: [
    { what: "Cloud Run function", limit: 63, name: (twin) => `${twin}-dispatcher` },
    { what: "source bucket", limit: 63, name: (twin) => `${twin}-functions-${SUFFIX}` },
    { what: "beginning of Google Cloud names", limit: 36, name: (twin) => twin },
  ],
};

/** The names that a twin leads to on these clouds. */
export function namesOf(twin: string, clouds: readonly Cloud[]): MadeName[] {
  return clouds.flatMap((cloud) =>
    PATTERNS[cloud].map(({ what, limit, name }) => ({ what, limit, name: name(twin) })),
  );
}
