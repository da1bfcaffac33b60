import type { DataSourceHandler } from "../../terraform/resource-handler.ts";
import { ACCOUNT_ID, PARTITION, REGION, globalArn } from "../arn.ts";
import { text } from "../attribute-values.ts";

/** The data sources of the local AWS; `iotEndpoint` is the broker's host and port. */
export function dataSources(iotEndpoint: string): DataSourceHandler[] {
  return [
    {
      type: "aws_caller_identity",
      read: async () => ({
        id: ACCOUNT_ID,
        account_id: ACCOUNT_ID,
        arn: globalArn("iam", "user/administrator"),
        user_id: "AIDALOCALADMINISTRATOR",
      }),
    },
    {
      type: "aws_region",
      read: async () => ({
        id: REGION,
        name: REGION,
        region: REGION,
        description: "Local cloud",
        endpoint: `ec2.${REGION}.amazonaws.com`,
      }),
    },
    {
      type: "aws_partition",
      read: async () => ({
        id: PARTITION,
        partition: PARTITION,
        dns_suffix: "amazonaws.com",
        reverse_dns_prefix: "com.amazonaws",
      }),
    },
    {
      type: "aws_iot_endpoint",
      async read(config) {
        const type = text(config, "endpoint_type");
        if (type !== undefined && type !== "iot:Data-ATS") {
          throw new Error(`endpoint_type: the local cloud has iot:Data-ATS only, found ${type}`);
        }
        return {
          id: iotEndpoint,
          endpoint_address: iotEndpoint,
          endpoint_type: type ?? null,
          region: REGION,
        };
      },
    },
  ];
}
