import type { Meter } from "./meters.ts";

const meter = (service: string, per: string, what: string): Meter => ({ service, per, what });

/** What AWS bills. */
export const AWS_METERS = {
  "aws.iot-core.connection-minute": meter(
    "AWS IoT Core",
    "connection-minute",
    "a device that stays connected for a minute",
  ),
  "aws.iot-core.device-baseline": meter("AWS IoT Core", "device-month", "a connected device"),
  "aws.iot-core.message": meter("AWS IoT Core", "message", "a message, in blocks of 5 KiB"),
  "aws.iot-core.message-baseline": meter("AWS IoT Core", "message", "a message as the predecessor prices it"),
  "aws.iot-core.rule": meter(
    "AWS IoT Core",
    "rule-operation",
    "a rule that is triggered or an action that it runs, in blocks of 5 KiB",
  ),
  "aws.sqs.request": meter("Amazon SQS", "request", "a call of a standard queue, in blocks of 64 KiB"),
  "aws.lambda.request": meter("AWS Lambda", "request", "an invocation"),
  "aws.lambda.gb-second": meter("AWS Lambda", "GB-s", "memory held while running, x86"),
  "aws.lambda.gb-second-arm": meter("AWS Lambda", "GB-s", "memory held while running, arm64"),
  "aws.dynamodb.write-unit": meter("Amazon DynamoDB", "write-unit", "a write of 1 KiB, on demand"),
  "aws.dynamodb.read-unit": meter("Amazon DynamoDB", "read-unit", "a consistent read of 4 KiB, on demand"),
  "aws.dynamodb.storage": meter("Amazon DynamoDB", "GB-month", "stored data"),
  "aws.dynamodb.backup": meter(
    "Amazon DynamoDB",
    "GB-month",
    "a table that can be restored to any second of 35 days",
  ),
  "aws.s3-standard.storage": meter("Amazon S3 Standard", "GB-month", "stored data"),
  "aws.s3-standard.get": meter("Amazon S3 Standard", "request", "GET and all other requests"),
  "aws.s3-ia.storage": meter("Amazon S3 Standard-IA", "GB-month", "stored data"),
  "aws.s3-ia.put": meter("Amazon S3 Standard-IA", "request", "PUT, COPY, POST and LIST requests"),
  "aws.s3-ia.get": meter("Amazon S3 Standard-IA", "request", "GET and all other requests"),
  "aws.s3-ia.retrieval": meter("Amazon S3 Standard-IA", "GB", "retrieved data"),
  "aws.s3-ia.retrieval-baseline": meter(
    "Amazon S3 Standard-IA",
    "GB",
    "retrieved data as the predecessor prices it",
  ),
  "aws.s3-ia.request-baseline": meter(
    "Amazon S3 Standard-IA",
    "request",
    "the request price that the predecessor bills for writes",
  ),
  "aws.s3-ia.upfront-baseline": meter(
    "Amazon S3 Standard-IA",
    "GB",
    "an upfront price that no vendor page knows",
  ),
  "aws.s3-deep-archive.storage": meter("Amazon S3 Glacier Deep Archive", "GB-month", "stored data"),
  "aws.s3-deep-archive.put": meter(
    "Amazon S3 Glacier Deep Archive",
    "request",
    "PUT requests and lifecycle transitions",
  ),
  "aws.s3-deep-archive.retrieval": meter("Amazon S3 Glacier Deep Archive", "GB", "retrieved data"),
  "aws.s3-deep-archive.storage-baseline": meter(
    "Amazon S3 Glacier Deep Archive",
    "GB-month",
    "stored data as the predecessor prices it",
  ),
  "aws.s3-deep-archive.put-baseline": meter(
    "Amazon S3 Glacier Deep Archive",
    "request",
    "writes as the predecessor prices them",
  ),
  "aws.eventbridge.schedule": meter(
    "Amazon EventBridge Scheduler",
    "invocation",
    "an invocation by schedule",
  ),
  "aws.eventbridge.event-baseline": meter("Amazon EventBridge", "event", "a custom event"),
  "aws.eventbridge.schedule-baseline": meter("Amazon EventBridge", "invocation", "a scheduled invocation"),
  "aws.cloudwatch.log-ingestion": meter("Amazon CloudWatch", "GB", "log lines taken in"),
  "aws.cloudwatch.log-storage": meter("Amazon CloudWatch", "GB-month", "log lines kept"),
  "aws.cloudwatch.metric": meter("Amazon CloudWatch", "metric-month", "a custom metric"),
  "aws.cloudwatch.alarm": meter("Amazon CloudWatch", "alarm-month", "an alarm on a metric"),
  "aws.secrets-manager.secret": meter("AWS Secrets Manager", "secret-month", "a kept secret"),
  "aws.secrets-manager.request": meter("AWS Secrets Manager", "request", "a call of the API"),
  "aws.twinmaker.entity": meter("AWS IoT TwinMaker", "entity-month", "an entity, standard plan"),
  "aws.twinmaker.query": meter("AWS IoT TwinMaker", "query", "a query, standard plan"),
  "aws.twinmaker.api-call": meter(
    "AWS IoT TwinMaker",
    "api-call",
    "a unified data access call, standard plan",
  ),
  "aws.twinmaker.bundle-1": meter(
    "AWS IoT TwinMaker",
    "account-month",
    "the tiered bundle of 1 to 1,000 entities",
  ),
  "aws.twinmaker.bundle-2": meter(
    "AWS IoT TwinMaker",
    "account-month",
    "the tiered bundle of 1,001 to 5,000 entities",
  ),
  "aws.twinmaker.bundle-3": meter(
    "AWS IoT TwinMaker",
    "account-month",
    "the tiered bundle of 5,001 to 10,000 entities",
  ),
  "aws.twinmaker.bundle-4": meter(
    "AWS IoT TwinMaker",
    "account-month",
    "the tiered bundle of 10,001 to 20,000 entities",
  ),
  "aws.step-functions.transition": meter(
    "AWS Step Functions",
    "transition",
    "a state transition of a standard workflow",
  ),
  "aws.grafana.editor": meter("Amazon Managed Grafana", "editor-month", "an active editor"),
  "aws.grafana.viewer": meter("Amazon Managed Grafana", "viewer-month", "an active viewer"),
  "aws.api-gateway.call-baseline": meter("Amazon API Gateway", "call", "a call"),
  "aws.egress": meter("AWS data transfer", "GB", "data sent to the internet, in units of 10^9 bytes"),
} as const;
