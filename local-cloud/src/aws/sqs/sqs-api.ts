import { jsonAnswer } from "../api/api-service.ts";
import type { ApiService } from "../api/api-service.ts";
import { AwsError } from "../api/aws-error.ts";
import { messageOperations } from "./message-operations.ts";
import { queueOperations } from "./queue-operations.ts";
import type { Operations, SqsApiOptions } from "./sqs-operations.ts";

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
