import { ANY_UNIT } from "./offer.ts";
import type { AskedMeter, Units } from "./offer.ts";

/** Which products of the AWS price list fit: all attributes must have exactly these values. */
export interface AwsFilter {
  readonly service: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly units: Units;
}

/** The region of the filters below; usage types begin with its billing code. */
export const AWS_REGION = "eu-central-1";

const once = (...names: string[]): Units => Object.fromEntries(names.map((name) => [name, 1]));

/** AWS prices one of what a usage type counts; here it is not known how the list spells its name. */
const ONE: Units = { [ANY_UNIT]: 1 };
const REQUESTS = once("Requests", "Request");
const GB_SECONDS = once("Lambda-GB-Second", "seconds", "Second");
const GB_MONTHS = once("GB-Mo");
const GB = once("GB");

const usage = (service: string, usagetype: string, units: Units): AwsFilter => ({
  service,
  attributes: { usagetype: `EUC1-${usagetype}` },
  units,
});

const inRegion = (service: string, attributes: Record<string, string>, units: Units): AwsFilter => ({
  service,
  attributes: { regionCode: AWS_REGION, ...attributes },
  units,
});

const twinMaker = (what: string): AwsFilter => usage("IOTTwinMaker", `IoTTwinMaker-${what}`, ONE);

const ARCHIVE = "AmazonS3GlacierDeepArchive";

/** The exact products of every meter of AWS; attributes as GetAttributeValues names them (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html). */
export const AWS_FILTERS: Readonly<Record<AskedMeter<"aws">, AwsFilter>> = {
  "aws.iot-core.connection-minute": usage("AWSIoT", "ConnectionMinutes", ONE),
  "aws.iot-core.message": usage("AWSIoT", "Messages", ONE),
  "aws.iot-core.rule": usage("AWSIoT", "RulesTriggered", ONE),
  "aws.sqs.request": inRegion(
    "AWSQueueService",
    { productFamily: "API Request", queueType: "Standard" },
    REQUESTS,
  ),
  "aws.lambda.request": usage("AWSLambda", "Request", REQUESTS),
  "aws.lambda.gb-second": usage("AWSLambda", "Lambda-GB-Second", GB_SECONDS),
  "aws.lambda.gb-second-arm": usage("AWSLambda", "Lambda-GB-Second-ARM", GB_SECONDS),
  "aws.dynamodb.write-unit": inRegion(
    "AmazonDynamoDB",
    { productFamily: "Amazon DynamoDB PayPerRequest Throughput", group: "DDB-WriteUnits" },
    once("WriteRequestUnits"),
  ),
  "aws.dynamodb.read-unit": inRegion(
    "AmazonDynamoDB",
    { productFamily: "Amazon DynamoDB PayPerRequest Throughput", group: "DDB-ReadUnits" },
    once("ReadRequestUnits"),
  ),
  "aws.dynamodb.storage": usage("AmazonDynamoDB", "TimedStorage-ByteHrs", GB_MONTHS),
  "aws.dynamodb.backup": usage("AmazonDynamoDB", "TimedPITRStorage-ByteHrs", GB_MONTHS),
  "aws.s3-standard.storage": usage("AmazonS3", "TimedStorage-ByteHrs", GB_MONTHS),
  "aws.s3-standard.get": usage("AmazonS3", "Requests-Tier2", REQUESTS),
  "aws.s3-ia.storage": usage("AmazonS3", "TimedStorage-SIA-ByteHrs", GB_MONTHS),
  "aws.s3-ia.put": usage("AmazonS3", "Requests-SIA-Tier1", REQUESTS),
  "aws.s3-ia.get": usage("AmazonS3", "Requests-SIA-Tier2", REQUESTS),
  "aws.s3-ia.retrieval": usage("AmazonS3", "Retrieval-SIA", GB),
  "aws.s3-deep-archive.storage": usage(ARCHIVE, "TimedStorage-GDA-ByteHrs", GB_MONTHS),
  "aws.s3-deep-archive.put": {
    service: ARCHIVE,
    attributes: { usagetype: "EUC1-Requests-GDA-Tier1", operation: "PostObject" },
    units: REQUESTS,
  },
  "aws.s3-deep-archive.retrieval": usage(ARCHIVE, "Standard-Retrieval-Bytes", GB),
  "aws.eventbridge.schedule": usage("AWSEvents", "ScheduledInvocation", ONE),
  "aws.cloudwatch.log-ingestion": usage("AmazonCloudWatch", "DataProcessing-Bytes", GB),
  "aws.cloudwatch.log-storage": usage("AmazonCloudWatch", "TimedStorage-ByteHrs", GB_MONTHS),
  "aws.cloudwatch.metric": usage("AmazonCloudWatch", "CW:MetricMonitorUsage", once("Metrics")),
  "aws.cloudwatch.alarm": usage("AmazonCloudWatch", "CW:AlarmMonitorUsage", once("Alarms")),
  "aws.secrets-manager.secret": inRegion(
    "AWSSecretsManager",
    { productFamily: "Secret" },
    once("Secrets", "Secret"),
  ),
  "aws.secrets-manager.request": inRegion("AWSSecretsManager", { productFamily: "API Request" }, ONE),
  "aws.twinmaker.entity": twinMaker("Entities"),
  "aws.twinmaker.query": twinMaker("Queries"),
  "aws.twinmaker.api-call": twinMaker("UnifiedDataAccess"),
  "aws.twinmaker.bundle-1": twinMaker("BaseTier1-Entities"),
  "aws.twinmaker.bundle-2": twinMaker("BaseTier2-Entities"),
  "aws.twinmaker.bundle-3": twinMaker("BaseTier3-Entities"),
  "aws.twinmaker.bundle-4": twinMaker("BaseTier4-Entities"),
  "aws.step-functions.transition": usage("AmazonStates", "StateTransition", ONE),
  "aws.grafana.editor": usage("AmazonGrafana", "Grafana:EditorUser", ONE),
  "aws.grafana.viewer": usage("AmazonGrafana", "Grafana:ViewerUser", ONE),
  "aws.egress": {
    service: "AWSDataTransfer",
    attributes: {
      fromLocation: "EU (Frankfurt)",
      toLocation: "External",
      transferType: "AWS Outbound",
      usagetype: "EUC1-DataTransfer-Out-Bytes",
    },
    units: GB,
  },
};
