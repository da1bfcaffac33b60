import type { Publisher } from "./publisher.ts";

/** How many messages went out, and what became of them. */
export interface Counts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
}

/** So many messages wait for their acknowledgement at the same time: AWS IoT Core allows 100 (https://docs.aws.amazon.com/general/latest/gr/iot-core.html). */
const MAX_IN_FLIGHT = 100;

/** What delivering needs besides the messages. */
export interface DeliverOptions {
  readonly publisher: Publisher;
  readonly pace: () => Promise<void>;
  readonly onChange: (counts: Counts) => void;
  readonly onFailure: (message: string) => void;
}

/** A message to send, or what is wrong with the row that should have become one. */
export type Outgoing = { readonly message: Buffer } | { readonly broken: string };

/** Sends every message, many at a time, and counts; a row that is no message counts as failed without being sent. */
export async function deliver(messages: AsyncIterable<Outgoing>, options: DeliverOptions): Promise<Counts> {
  const { publisher, pace, onChange, onFailure } = options;
  const inFlight = new Set<Promise<void>>();
  let [sent, acknowledged, failed] = [0, 0, 0];
  const changed = () => onChange({ sent, acknowledged, failed });

  const fail = (message: string) => {
    failed += 1;
    onFailure(message);
  };
  const send = async (message: Buffer): Promise<void> => {
    sent += 1;
    try {
      await publisher.publish(message);
      acknowledged += 1;
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
    changed();
  };

  for await (const outgoing of messages) {
    if ("broken" in outgoing) {
      fail(outgoing.broken);
      changed();
      continue;
    }
    await pace();
    if (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight);
    const sending = send(outgoing.message);
    inFlight.add(sending);
    void sending.finally(() => inFlight.delete(sending));
  }
  await Promise.all(inFlight);
  return { sent, acknowledged, failed };
}
