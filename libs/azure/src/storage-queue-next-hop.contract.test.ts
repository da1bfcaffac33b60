import { QueueClient } from "@azure/storage-queue";
import { nextHopContract } from "@twin2multicloud/contract-tests";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { describe, test } from "vitest";
import { contractCredential, contractVariable } from "./contract-environment.ts";
import { storageQueueNextHop } from "./storage-queue-next-hop.ts";

/** Takes everything off a queue until it answers that nothing is left. */
async function drain(queue: QueueClient): Promise<HopItem[]> {
  const items: HopItem[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    if (receivedMessageItems.length === 0) return items;
    for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
      items.push(...parseHopMessage(Buffer.from(messageText, "base64").toString()));
      await queue.deleteMessage(messageId, popReceipt);
    }
  }
}

describe("NextHop: storage-queue", () => {
  nextHopContract(test, async () => {
    const credential = contractCredential();
    const endpoint = contractVariable("STORAGE_QUEUE_ENDPOINT").replace(/\/$/, "");
    const queueUrl = `${endpoint}/contract-${crypto.randomUUID()}`;
    const queue = new QueueClient(queueUrl, credential);
    await queue.create();
    return { nextHop: storageQueueNextHop({ queueUrl, credential }), receive: () => drain(queue) };
  });
});
