import type { DaemonServices } from "../../daemon/cloud-module.ts";
import type { Clock } from "../clock.ts";
import type { DynamoDb } from "../dynamodb/dynamodb.ts";
import type { Identities } from "../iam/identities.ts";
import type { DeviceRegistry } from "../iot/device-registry.ts";
import type { TopicRules } from "../iot/topic-rules.ts";
import type { EventSourceMapping } from "../lambda/event-source-mapping.ts";
import type { FunctionUrl } from "../lambda/function-url.ts";
import type { Functions } from "../lambda/functions.ts";
import type { QueueAddresses } from "../sqs/queue-addresses.ts";
import type { Queues } from "../sqs/queues.ts";
import type { AwsResource } from "./aws-resource.ts";
import { dynamodbTable } from "./dynamodb-table.ts";
import { iamRolePolicy } from "./iam-role-policy.ts";
import { iamRole } from "./iam-role.ts";
import { iotPolicyAttachment, iotThingPrincipalAttachment } from "./iot-attachment.ts";
import { iotCertificate } from "./iot-certificate.ts";
import { iotPolicy } from "./iot-policy.ts";
import { iotThing } from "./iot-thing.ts";
import { iotTopicRule } from "./iot-topic-rule.ts";
import { lambdaEventSourceMapping } from "./lambda-event-source-mapping.ts";
import { lambdaFunctionUrl } from "./lambda-function-url.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { lambdaPermission } from "./lambda-permission.ts";
import { logGroup } from "./log-group.ts";
import { logMetricFilter } from "./log-metric-filter.ts";
import { sqsQueuePolicy } from "./sqs-queue-policy.ts";
import { sqsQueue } from "./sqs-queue.ts";

/** The services that resources make things in. */
export interface AwsServices {
  readonly services: DaemonServices;
  readonly identities: Identities;
  readonly queues: Queues;
  readonly addresses: QueueAddresses;
  readonly dynamodb: DynamoDb;
  readonly functions: Functions;
  readonly urls: Map<string, FunctionUrl>;
  readonly mappings: Map<string, EventSourceMapping | undefined>;
  readonly registry: DeviceRegistry;
  readonly rules: TopicRules;
  readonly clock: Clock;
}

/** Every resource type of the local AWS. */
export function awsResources(aws: AwsServices): readonly AwsResource[] {
  const { services, identities, queues, addresses, functions, registry, clock } = aws;
  const mappingHost = { queues, functions, identities, functionLog: services.functionLog, clock };
  const logGroups = new Set<string>();
  return [
    iamRole(identities),
    iamRolePolicy(identities),
    logGroup(logGroups),
    logMetricFilter(logGroups),
    sqsQueue(queues, addresses),
    sqsQueuePolicy(queues, addresses),
    dynamodbTable(aws.dynamodb),
    lambdaFunction(functions, identities),
    lambdaFunctionUrl({ services, functions, running: aws.urls }),
    lambdaPermission(functions),
    lambdaEventSourceMapping(mappingHost, aws.mappings),
    iotThing(registry),
    iotCertificate({ tls: services.tls, registry }),
    iotPolicy(registry),
    iotPolicyAttachment(registry),
    iotThingPrincipalAttachment(registry),
    iotTopicRule(aws.rules),
  ];
}
