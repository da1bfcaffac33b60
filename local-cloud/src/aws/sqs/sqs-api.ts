import { jsonAnswer } from "../api/api-service.ts";
import type { ApiCall, ApiService } from "../api/api-service.ts";
import { AwsError, accessDenied } from "../api/aws-error.ts";
import { arn } from "../arn.ts";
import type { Principal } from "../iam/identities.ts";
import { decide, parsePolicy } from "../iam/policy.ts";
import { messageBytes } from "./message-digest.ts";
import type { NewMessage } from "./message.ts";
import { refuseMessage } from "./new-message.ts";
import type { QueueAddresses } from "./queue-addresses.ts";
import { MAX_MESSAGE_BYTES } from "./queue-settings.ts";
import type { NamedQueue } from "./queue-state.ts";
import type { Queues } from "./queues.ts";
import {
  MAX_BATCH,
  batchEntries,
  messageAttributes,
  names,
  requiredMember,
  textMembers,
  wholeNumber,
} from "./sqs-input.ts";
import type { Input } from "./sqs-input.ts";
import { allAttributes, batchFailure, receivedMember, sentMember } from "./sqs-output.ts";

/** What the API of SQS needs. */
export interface SqsApiOptions {
  readonly queues: Queues;
  readonly addresses: QueueAddresses;
}

type Operation = (call: ApiCall) => Promise<unknown>;

/** Whether a caller may do something with a queue: by the caller's own policies or by the queue's. */
export function mayUseQueue(caller: Principal, action: string, named: NamedQueue): boolean {
  const resource = arn("sqs", named.name);
  const policy = named.attributes["Policy"];
  const byQueue =
    policy === undefined ? "silent" : decide([parsePolicy(policy)], { action, resource }, caller.roleArn);
  return byQueue !== "denied" && (byQueue === "allowed" || caller.allows(action, resource));
}

/** SQS in the JSON protocol that the SDKs speak. */
export function createSqsApi(options: SqsApiOptions): ApiService {
  const operations = { ...queueOperations(options), ...messageOperations(options) };
  return {
    name: "sqs",
    namespace: "com.amazonaws.sqs",
    queryCodes: QUERY_CODES,
    async handle(call) {
      const operation = operations[call.operation];
      if (!operation)
        throw new AwsError(
          "UnknownOperationException",
          `The local cloud does not emulate sqs:${call.operation}.`,
        );
      return jsonAnswer(await operation(call));
    },
  };
}

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

function queueOperations({ queues, addresses }: SqsApiOptions): Record<string, Operation> {
  const permit = permission(queues, addresses);
  const byName = (call: ApiCall, action: string): string => {
    const name = requiredMember(call.input, "QueueName");
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name)) {
      throw new AwsError(
        "InvalidParameterValue",
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
      );
    }
    if (!call.caller.allows(action, arn("sqs", name)))
      throw accessDenied(call.caller.arn, action, arn("sqs", name));
    return name;
  };
  return {
    async CreateQueue(call) {
      const name = byName(call, "sqs:CreateQueue");
      await queues.create(name, textMembers(call.input, "Attributes"));
      return { QueueUrl: addresses.url(name) };
    },
    GetQueueUrl: async (call) => ({
      QueueUrl: addresses.url(queues.get(byName(call, "sqs:GetQueueUrl")).name),
    }),
    async ListQueues(call) {
      if (!call.caller.allows("sqs:ListQueues", arn("sqs", "*")))
        throw accessDenied(call.caller.arn, "sqs:ListQueues", arn("sqs", "*"));
      const prefix = String(call.input["QueueNamePrefix"] ?? "");
      return {
        QueueUrls: queues
          .names()
          .filter((name) => name.startsWith(prefix))
          .map(addresses.url),
      };
    },
    async GetQueueAttributes(call) {
      const attributes = allAttributes(permit(call, "sqs:GetQueueAttributes"));
      const wanted = names(call.input, "AttributeNames");
      const entries = Object.entries(attributes).filter(
        ([name]) => wanted.includes("All") || wanted.includes(name),
      );
      return { Attributes: Object.fromEntries(entries) };
    },
    async SetQueueAttributes(call) {
      await queues.setAttributes(
        permit(call, "sqs:SetQueueAttributes").name,
        textMembers(call.input, "Attributes"),
      );
      return {};
    },
    async PurgeQueue(call) {
      await queues.purge(permit(call, "sqs:PurgeQueue").name);
      return {};
    },
    async DeleteQueue(call) {
      await queues.drop(permit(call, "sqs:DeleteQueue").name);
      return {};
    },
  };
}

function messageOperations({ queues, addresses }: SqsApiOptions): Record<string, Operation> {
  const permit = permission(queues, addresses);
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

function permission(
  queues: Queues,
  addresses: QueueAddresses,
): (call: ApiCall, action: string) => NamedQueue {
  return ({ input, caller }, action) => {
    const named = queues.get(addresses.nameOf(requiredMember(input, "QueueUrl")));
    if (mayUseQueue(caller, action, named)) return named;
    throw accessDenied(caller.arn, action, arn("sqs", named.name));
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
