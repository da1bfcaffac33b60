import { jsonAnswer } from "../api/api-service.ts";
import type { ApiCall, ApiService } from "../api/api-service.ts";
import { AwsError } from "../api/aws-error.ts";
import { messageOperations } from "./message-operations.ts";
import type { QueueAddresses } from "./queue-addresses.ts";
import { queueOperations } from "./queue-operations.ts";
import type { Queues } from "./queues.ts";

/** What the API of SQS needs. */
export interface SqsApiOptions {
  readonly queues: Queues;
  readonly addresses: QueueAddresses;
}

/** Operations by name; each resolves to what the caller gets as JSON. */
export type Operations = Readonly<Record<string, (call: ApiCall) => Promise<unknown>>>;

const QUERY_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: "AccessDenied",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  UnrecognizedClientException: "InvalidClientTokenId",
};

/** SQS in the JSON protocol that the SDKs speak. */
export function createSqsApi(options: SqsApiOptions): ApiService {
  const operations: Operations = { ...queueOperations(options), ...messageOperations(options) };
  return {
    name: "sqs",
    namespace: "com.amazonaws.sqs",
    queryCodes: QUERY_CODES,
    async handle(call) {
      const operation = operations[call.operation];
      if (operation) return jsonAnswer(await operation(call));
      throw new AwsError(
        "UnknownOperationException",
        `The local cloud does not emulate sqs:${call.operation}.`,
      );
    },
  };
}
