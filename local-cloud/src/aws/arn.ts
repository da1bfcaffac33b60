/** The one account of the local AWS. */
export const ACCOUNT_ID = "000000000000";

/** The one region of the local AWS. */
export const REGION = "eu-central-1";

/** The partition that every ARN names. */
export const PARTITION = "aws";

/** The ARN of a regional resource, as arn("sqs", "orders"). */
export function arn(service: string, resource: string): string {
  return `arn:${PARTITION}:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;
}

/** The ARN of a resource of a service without regions, as globalArn("iam", "role/writer"). */
export function globalArn(service: string, resource: string): string {
  return `arn:${PARTITION}:${service}::${ACCOUNT_ID}:${resource}`;
}

/** What follows the account in an ARN: the resource's own name. */
export function resourceOf(resourceArn: string): string {
  return resourceArn.split(":").slice(5).join(":");
}
