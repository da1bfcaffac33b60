import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { nextHopContract } from "@twin2multicloud/contract-tests";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { describe, test } from "vitest";
import { sqsNextHop } from "./sqs-next-hop.ts";

const client = new SQSClient({});

/** Takes everything off a queue until it answers that nothing is left. */
async function drain(QueueUrl: string | undefined): Promise<HopItem[]> {
  const items: HopItem[] = [];
  for (;;) {
    const answer = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    const messages = answer.Messages ?? [];
    if (messages.length === 0) return items;
    items.push(...messages.flatMap(({ Body = "" }) => parseHopMessage(Body)));
    const Entries = messages.map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

describe("NextHop: sqs", () => {
  nextHopContract(test, async () => {
    const QueueName = `contract-${crypto.randomUUID()}`;
    const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName }));
    return { nextHop: sqsNextHop({ queueUrl: QueueUrl }), receive: () => drain(QueueUrl) };
  });
});
