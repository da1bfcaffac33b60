import { nextHopContract } from "@twin2multicloud/contract-tests";
import type { HopItem } from "@twin2multicloud/model";
import { parseHopMessage } from "@twin2multicloud/ports";
import { describe, test } from "vitest";
import { metadataTokens } from "./metadata-tokens.ts";
import { pubsubNextHop } from "./pubsub-next-hop.ts";

interface PullAnswer {
  readonly receivedMessages?: readonly {
    readonly ackId: string;
    readonly message: { readonly data: string };
  }[];
}

const { PUBSUB_ENDPOINT: endpoint = "", GOOGLE_CLOUD_PROJECT: project = "" } = process.env;
const tokens = metadataTokens({ host: process.env["GCE_METADATA_HOST"] ?? "metadata.google.internal" });

async function call<Answer>(method: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${endpoint}/v1/projects/${project}/${path}`, {
    method,
    headers: { authorization: `Bearer ${await tokens.get()}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

/** Takes everything off a subscription until it answers that nothing is left. */
async function drain(subscription: string): Promise<HopItem[]> {
  const items: HopItem[] = [];
  for (;;) {
    const pull = { maxMessages: 1000, returnImmediately: true };
    const { receivedMessages = [] } = await call<PullAnswer>("POST", `${subscription}:pull`, pull);
    if (receivedMessages.length === 0) return items;
    items.push(
      ...receivedMessages.flatMap(({ message }) =>
        parseHopMessage(Buffer.from(message.data, "base64").toString()),
      ),
    );
    await call("POST", `${subscription}:acknowledge`, { ackIds: receivedMessages.map(({ ackId }) => ackId) });
  }
}

describe("NextHop: pubsub", () => {
  nextHopContract(test, async () => {
    const name = `contract-${crypto.randomUUID()}`;
    const subscription = `subscriptions/${name}`;
    await call("PUT", `topics/${name}`, {});
    await call("PUT", subscription, { topic: `projects/${project}/topics/${name}` });
    return {
      nextHop: pubsubNextHop({ topicUrl: `${endpoint}/v1/projects/${project}/topics/${name}`, tokens }),
      receive: () => drain(subscription),
    };
  });
});
