import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SendMessageBatchCommandOutput } from "@aws-sdk/client-sqs";
import { packHopMessages, PortError } from "@twin2multicloud/ports";
import type { BatchFailure, NextHop, PackedHopMessage } from "@twin2multicloud/ports";
import { codeOfAwsName, fromAwsError } from "./aws-errors.ts";
import { CLIENT_OPTIONS } from "./client-options.ts";
import { inParallel } from "@twin2multicloud/ports";

/** Which queue is the hop; without `client` one is made at first use. */
export interface SqsNextHopOptions {
  readonly queueUrl: string;
  readonly client?: SQSClient;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MAX_ENTRIES = 10;

/** All entries of one call together; AWS raised this to 1 MiB in 2025, and the older limit holds everywhere. */
const MAX_CALL_BYTES = 256 * 1024;

const CALLS_AT_ONCE = 4;

/** SQS takes the characters of XML only: U+FFFE and U+FFFF, which JSON leaves as they are, must be escaped. */
function withoutNoncharacters(body: string): string {
  return body.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function callsOf(messages: readonly PackedHopMessage[]): PackedHopMessage[][] {
  const calls: PackedHopMessage[][] = [];
  let bytes = Infinity;
  for (const { body, indexes } of messages) {
    const message = { body: withoutNoncharacters(body), indexes };
    const size = Buffer.byteLength(message.body);
    const current = calls.at(-1);
    if (!current || current.length === MAX_ENTRIES || bytes + size > MAX_CALL_BYTES) {
      calls.push([message]);
      bytes = size;
    } else {
      current.push(message);
      bytes += size;
    }
  }
  return calls;
}

/** What SQS did not confirm has failed, whether or not the answer names it. */
function unconfirmed(
  call: readonly PackedHopMessage[],
  { Successful = [], Failed = [] }: SendMessageBatchCommandOutput,
): BatchFailure[] {
  const confirmed = new Set(Successful.map(({ Id }) => Id));
  return call.flatMap(({ indexes }, position) => {
    const id = String(position);
    if (confirmed.has(id)) return [];
    const { Code = "no confirmation", Message = "" } = Failed.find(({ Id }) => Id === id) ?? {};
    const error = new PortError(
      codeOfAwsName(Code) ?? "unknown",
      `SQS did not take a message: ${Code} ${Message}`,
    );
    return indexes.map((index) => ({ index, error }));
  });
}

/** The durable hop inside AWS: an SQS queue, several records per message and several messages per call. */
export function sqsNextHop({ queueUrl, client }: SqsNextHopOptions): NextHop {
  let made = client;
  const sqs = (): SQSClient => (made ??= new SQSClient(CLIENT_OPTIONS));

  const sendCall = async (call: readonly PackedHopMessage[]): Promise<BatchFailure[]> => {
    const Entries = call.map(({ body }, position) => ({ Id: String(position), MessageBody: body }));
    try {
      return unconfirmed(
        call,
        await sqs().send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries })),
      );
    } catch (cause) {
      const error = fromAwsError(cause, `sending to queue ${queueUrl}`);
      return call.flatMap(({ indexes }) => indexes.map((index) => ({ index, error })));
    }
  };

  return {
    async send(items) {
      const failures = await inParallel(callsOf(packHopMessages(items)), CALLS_AT_ONCE, sendCall);
      return { failures: failures.flat() };
    },
  };
}
