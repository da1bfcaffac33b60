import { QueueClient } from "@azure/storage-queue";
import { packHopMessages } from "@twin2multicloud/ports";
import type { BatchFailure, NextHop, PackedHopMessage } from "@twin2multicloud/ports";
import { fromAzureError } from "./azure-errors.ts";
import { inParallel } from "@twin2multicloud/ports";
import type { ManagedIdentity } from "./managed-identity.ts";

/** Which queue is the hop, and the identity that may add messages to it. */
export interface StorageQueueNextHopOptions {
  readonly queueUrl: string;
  readonly credential: ManagedIdentity;
}

/** A queue takes one message per request, so several requests are under way at once. */
const MESSAGES_AT_ONCE = 8;

/** A message stays until it is processed or set aside, also when that takes longer than the seven days of the default. */
const WITHOUT_END = -1;

/** Tries within one send; the queue before this step repeats the whole message later. */
const RETRIES = { maxTries: 3, tryTimeoutInMs: 10_000, retryDelayInMs: 200, maxRetryDelayInMs: 2000 };

/** The durable hop inside Azure: a Storage queue, several records per message, encoded as the Functions host expects. */
export function storageQueueNextHop({ queueUrl, credential }: StorageQueueNextHopOptions): NextHop {
  let made: QueueClient | undefined;
  const queue = (): QueueClient =>
    (made ??= new QueueClient(queueUrl, credential, { retryOptions: RETRIES }));

  const sendOne = async ({ body, indexes }: PackedHopMessage): Promise<BatchFailure[]> => {
    try {
      const text = Buffer.from(body).toString("base64");
      await queue().sendMessage(text, { messageTimeToLive: WITHOUT_END });
      return [];
    } catch (cause) {
      const error = fromAzureError(cause, `sending to queue ${queueUrl}`);
      return indexes.map((index) => ({ index, error }));
    }
  };

  return {
    async send(items) {
      const failures = await inParallel(packHopMessages(items), MESSAGES_AT_ONCE, sendOne);
      return { failures: failures.flat() };
    },
  };
}
