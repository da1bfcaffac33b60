import type { HopItem } from "@twin2multicloud/model";
import { packHopMessages, PortError } from "@twin2multicloud/ports";
import type { BatchFailure, NextHop, PackedHopMessage } from "@twin2multicloud/ports";
import { fieldOf } from "./field-of.ts";
import { fromFetchError, fromHttpAnswer } from "./gcp-errors.ts";
import type { AccessTokens } from "./metadata-tokens.ts";

/** Which topic is the hop, as `https://HOST/v1/projects/P/topics/T`; `fetch` is for tests. */
export interface PubsubNextHopOptions {
  readonly topicUrl: string;
  readonly tokens: AccessTokens;
  readonly fetch?: typeof fetch;
}

/** https://cloud.google.com/pubsub/quotas#resource_limits */
const MAX_MESSAGES = 1000;

/** A publish request is at most 10 MB, keys and commas included. */
const MAX_REQUEST_BYTES = 9_500_000;

/** What stands around the base64 of a message. */
const WRAPPER_BYTES = '{"data":""},'.length;

const ATTEMPT_MILLISECONDS = 10_000;

interface PublishRequest {
  readonly messages: { readonly data: string }[];
  readonly indexes: number[];
}

function requestsOf(packed: readonly PackedHopMessage[]): PublishRequest[] {
  const requests: PublishRequest[] = [];
  let bytes = Infinity;
  for (const { body, indexes } of packed) {
    const data = Buffer.from(body).toString("base64");
    const size = data.length + WRAPPER_BYTES;
    const current = requests.at(-1);
    if (!current || current.messages.length === MAX_MESSAGES || bytes + size > MAX_REQUEST_BYTES) {
      requests.push({ messages: [{ data }], indexes: [...indexes] });
      bytes = size;
    } else {
      current.messages.push({ data });
      current.indexes.push(...indexes);
      bytes += size;
    }
  }
  return requests;
}

/** Reads the answer to its end, which lets the connection be used again, and counts the messages that it confirms. */
async function confirmedIn(response: Response): Promise<number> {
  const body: unknown = await response.json().catch(() => undefined);
  const ids = fieldOf(body, "messageIds");
  return Array.isArray(ids) ? ids.length : 0;
}

/** The durable hop inside Google Cloud: a Pub/Sub topic, several records per message and several messages per request; a request succeeds or fails as a whole. */
export function pubsubNextHop({ topicUrl, tokens, fetch: send = fetch }: PubsubNextHopOptions): NextHop {
  const action = `publishing to ${topicUrl}`;

  const post = async (body: string, token: string): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const signal = AbortSignal.timeout(ATTEMPT_MILLISECONDS);
    try {
      return await send(`${topicUrl}:publish`, { method: "POST", headers, body, redirect: "error", signal });
    } catch (error) {
      throw fromFetchError(error, action);
    }
  };

  const publish = async ({ messages }: PublishRequest): Promise<void> => {
    const token = await tokens.get();
    const response = await post(JSON.stringify({ messages }), token);
    if (response.status === 401) tokens.discard(token);
    if (!response.ok) throw await fromHttpAnswer(response, action);
    const confirmed = await confirmedIn(response);
    if (confirmed === messages.length) return;
    throw new PortError("unknown", `${action}: ${confirmed} of ${messages.length} messages were confirmed`);
  };

  const attempt = async (request: PublishRequest): Promise<BatchFailure[]> => {
    try {
      await publish(request);
      return [];
    } catch (error) {
      return request.indexes.map((index) => ({ index, error }));
    }
  };

  return {
    async send(items: readonly HopItem[]) {
      const failures = await Promise.all(requestsOf(packHopMessages(items)).map(attempt));
      return { failures: failures.flat() };
    },
  };
}
