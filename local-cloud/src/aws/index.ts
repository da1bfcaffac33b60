import { join } from "node:path";
import type { CloudModule, CreateCloud } from "../daemon/cloud-module.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import { createApiServer } from "./api/api-server.ts";
import { closeServer, listen } from "./api/listen.ts";
import { ACCOUNT_ID, REGION } from "./arn.ts";
import { systemClock } from "./clock.ts";
import { openDynamoDb } from "./dynamodb/dynamodb.ts";
import { createIdentities } from "./iam/identities.ts";
import { startBroker } from "./iot/broker.ts";
import { createDeviceRegistry } from "./iot/device-registry.ts";
import { createTopicRules } from "./iot/topic-rules.ts";
import type { EventSourceMapping } from "./lambda/event-source-mapping.ts";
import type { FunctionUrl } from "./lambda/function-url.ts";
import { createFunctions } from "./lambda/functions.ts";
import type { Functions } from "./lambda/functions.ts";
import { startRuntimeApi } from "./lambda/runtime-api.ts";
import type { AwsResource } from "./resources/aws-resource.ts";
import { dataSources } from "./resources/data-sources.ts";
import { inRestoreOrder } from "./restore-order.ts";
import { awsResources } from "./resources/index.ts";
import { createQueueAddresses } from "./sqs/queue-addresses.ts";
import type { QueueEvent } from "./sqs/queue-journal.ts";
import { openQueues } from "./sqs/queues.ts";
import { createSqsApi } from "./sqs/sqs-api.ts";

/** The local AWS: IAM, SQS, DynamoDB, Lambda and IoT Core on loopback, with the resource types that make them. */
export const createCloud: CreateCloud = async (services) => {
  const clock = systemClock;
  const identities = createIdentities();
  const apiPort = await services.port("api");
  const endpoint = `http://127.0.0.1:${apiPort}`;
  const queues = await openQueues(await services.openLog<QueueEvent>("sqs"), clock);
  const addresses = createQueueAddresses(endpoint);
  const dynamodb = await openDynamoDb(join(services.folder, "dynamodb"));
  const api = createApiServer({ identities, services: [createSqsApi({ queues, addresses }), dynamodb.api] });
  await listen(api, apiPort);

  const runtimeApi = await startRuntimeApi(await services.port("lambda-runtime-api"));
  const host = { services, identities, runtimeApi, endpoint, clock };
  const functions = createFunctions(host, join(services.folder, "lambda"));
  const urls = new Map<string, FunctionUrl>();
  const mappings = new Map<string, EventSourceMapping | undefined>();

  const registry = createDeviceRegistry();
  const rules = createTopicRules({ identities, queues, addresses });
  const broker = await startBroker({ services, registry, rules });

  const resources = awsResources({
    services,
    identities,
    queues,
    addresses,
    dynamodb,
    functions,
    urls,
    mappings,
    registry,
    rules,
    clock,
  });

  return {
    name: "aws",
    provider: "registry.terraform.io/hashicorp/aws",
    resources,
    dataSources: dataSources(broker.endpoint),
    settings: { region: REGION, account_id: ACCOUNT_ID },
    endpoints: { aws: endpoint, iot: `mqtts://${broker.endpoint}` },
    restore: (recorded) => restore(resources, recorded),
    functions: () => functionStatus(functions),
    emulate: async () => emulation(endpoint, identities.createAdministrator()),
    async close() {
      mappings.forEach((mapping) => mapping?.stop());
      await broker.close();
      await Promise.all([...urls.values()].map((url) => url.close()));
      await functions.stop();
      await Promise.all([runtimeApi.close(), closeServer(api)]);
      await Promise.all([dynamodb.close(), queues.close()]);
    },
  };
};

async function restore(
  resources: readonly AwsResource[],
  recorded: readonly { type: string; attributes: Attributes }[],
): Promise<void> {
  for (const { type, attributes } of inRestoreOrder(recorded)) {
    await resources.find((resource) => resource.type === type)?.restore?.(attributes);
  }
}

function functionStatus(functions: Functions): ReturnType<CloudModule["functions"]> {
  return functions.all().map(({ settings, invocations, errors, lastError }) => ({
    name: settings.name,
    invocations,
    errors,
    ...(lastError !== undefined && { last_error: lastError }),
  }));
}

function emulation(
  endpoint: string,
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string },
): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  };
}
