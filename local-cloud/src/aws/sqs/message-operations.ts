import type { ApiCall } from "../api/api-service.ts";
import { AwsError } from "../api/aws-error.ts";
import type { Principal } from "../iam/identities.ts";
import { messageBytes } from "./message-digest.ts";
import type { NewMessage } from "./message.ts";
import { refuseMessage } from "./new-message.ts";
import { createPermit } from "./queue-access.ts";
import { MAX_MESSAGE_BYTES } from "./queue-settings.ts";
import type { NamedQueue } from "./queue-state.ts";
import type { Queues } from "./queues.ts";
import type { Operations, SqsApiOptions } from "./sqs-operations.ts";
import { MAX_BATCH, batchEntries, messageAttributes, requiredMember, wholeNumber } from "./sqs-input.ts";
import type { Input } from "./sqs-input.ts";
import { batchFailure, receivedMember, sentMember } from "./sqs-output.ts";

/** The operations on messages. */
export function messageOperations({ queues, addresses }: SqsApiOptions): Operations {
  const permit = createPermit(queues, addresses);
  return {
    async SendMessage(call) {
      const { name } = permit(call, "sqs:SendMessage");
      const message = newMessage(call.input, call.caller);
      const [id = ""] = await queues.send(name, [message]);
      return sentMember(id, message);
    },
    SendMessageBatch: async (call) => sendBatch(queues, permit(call, "sqs:SendMessage").name, call),
    async ReceiveMessage(call) {
      const { name, queue } = permit(call, "sqs:ReceiveMessage");
      const hideFor = wholeNumber(call.input, "VisibilityTimeout", [0, 43_200]);
      const wait = wholeNumber(call.input, "WaitTimeSeconds", [0, 20]);
      const messages = await queues.receive(name, {
        limit: wholeNumber(call.input, "MaxNumberOfMessages", [1, MAX_BATCH]) ?? 1,
        hideFor: hideFor === undefined ? undefined : hideFor * 1_000,
        wait: wait === undefined ? queue.settings.receiveWait : wait * 1_000,
        signal: call.signal,
      });
      return messages.length > 0
        ? { Messages: messages.map((message) => receivedMember(message, call.input)) }
        : {};
    },
    async DeleteMessage(call) {
      const named = permit(call, "sqs:DeleteMessage");
      await queues.remove(named.name, [receiptOf(named, call.input)]);
      return {};
    },
    async DeleteMessageBatch(call) {
      const named = permit(call, "sqs:DeleteMessage");
      const { good, Failed } = triage(call, (entry) => receiptOf(named, entry));
      await queues.remove(
        named.name,
        good.map(({ value }) => value),
      );
      return { Successful: good.map(({ id }) => ({ Id: id })), Failed };
    },
    async ChangeMessageVisibility(call) {
      changeVisibility(permit(call, "sqs:ChangeMessageVisibility"), call.input);
      return {};
    },
    async ChangeMessageVisibilityBatch(call) {
      const named = permit(call, "sqs:ChangeMessageVisibility");
      const { good, Failed } = triage(call, (entry) => changeVisibility(named, entry));
      return { Successful: good.map(({ id }) => ({ Id: id })), Failed };
    },
  };
}

async function sendBatch(queues: Queues, name: string, call: ApiCall): Promise<unknown> {
  const { settings } = queues.get(name).queue;
  const { good, Failed } = triage(call, (entry) => {
    const message = newMessage(entry, call.caller);
    refuseMessage(message, settings);
    return message;
  });
  const bytes = good.reduce((sum, { value }) => sum + messageBytes(value.body, value.attributes), 0);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new AwsError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${MAX_MESSAGE_BYTES} bytes. You have sent ${bytes} bytes.`,
    );
  }
  const ids =
    good.length > 0
      ? await queues.send(
          name,
          good.map(({ value }) => value),
        )
      : [];
  return {
    Successful: good.map(({ id, value }, index) => ({ Id: id, ...sentMember(ids[index] ?? "", value) })),
    Failed,
  };
}

interface Triage<Value> {
  readonly good: { readonly id: string; readonly value: Value }[];
  readonly Failed: unknown[];
}

function triage<Value>(call: ApiCall, check: (entry: Input) => Value): Triage<Value> {
  const result: Triage<Value> = { good: [], Failed: [] };
  for (const { id, entry } of batchEntries(call.input)) {
    try {
      result.good.push({ id, value: check(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      result.Failed.push(batchFailure(id, error));
    }
  }
  return result;
}

function newMessage(input: Input, caller: Principal): NewMessage {
  const attributes = messageAttributes(input);
  const delaySeconds = wholeNumber(input, "DelaySeconds", [0, 900]);
  return {
    body: requiredMember(input, "MessageBody"),
    senderId: caller.arn,
    ...(attributes && { attributes }),
    ...(delaySeconds !== undefined && { delaySeconds }),
  };
}

function receiptOf(named: NamedQueue, input: Input): string {
  const receipt = requiredMember(input, "ReceiptHandle");
  idOf(named, receipt);
  return receipt;
}

function changeVisibility(named: NamedQueue, input: Input): void {
  const id = idOf(named, requiredMember(input, "ReceiptHandle"));
  const seconds = wholeNumber(input, "VisibilityTimeout", [0, 43_200]) ?? 0;
  if (id === null) throw new AwsError("MessageNotInflight", "The message is not in flight.");
  named.queue.hide(id, seconds * 1_000);
}

function idOf(named: NamedQueue, receipt: string): string | null {
  try {
    return named.queue.idOf(receipt);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${receipt}" is not valid.`);
    throw cause;
  }
}
