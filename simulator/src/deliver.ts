import type { Clock } from "./clock.ts";
import type { Pace } from "./pace.ts";
import type { Publisher } from "./publisher.ts";
import { createUnanswered } from "./unanswered.ts";

/** How many messages went out, and what became of them. */
export interface Counts {
  readonly sent: number;
  readonly acknowledged: number;
  readonly failed: number;
}

/** What was left over when nothing was answered any more. */
export interface GivenUp {
  readonly lost: boolean;
  readonly unsent: number;
  readonly unacknowledged: number;
}

/** So many messages wait for their acknowledgement at the same time: AWS IoT Core allows 100 (https://docs.aws.amazon.com/general/latest/gr/iot-core.html). */
const MAX_IN_FLIGHT = 100;
const LOOK_MILLISECONDS = 1000;

/** What delivering needs besides the messages. */
export interface DeliverOptions {
  readonly publisher: Publisher;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly onChange: (counts: Counts) => void;
  readonly onFailure: (message: string) => void;
  readonly onConnection: (lost: boolean) => void;
  readonly onGivenUp: (left: GivenUp) => void;
}

/** A message to send, or what is wrong with the row that should have become one. */
export type Outgoing = { readonly message: Buffer } | { readonly broken: string };

function createTally({ onChange, onFailure }: DeliverOptions) {
  let [sent, acknowledged, failed] = [0, 0, 0];
  const counts = () => ({ sent, acknowledged, failed });
  return {
    counts,
    sent: () => {
      sent += 1;
      onChange(counts());
    },
    acknowledged: () => {
      acknowledged += 1;
      onChange(counts());
    },
    failed: (reason?: string) => {
      failed += 1;
      if (reason !== undefined) onFailure(reason);
      onChange(counts());
    },
  };
}

/** Looks after the messages under way once a second; its signal tells that nothing is answered any more. */
function watch({ publisher, clock, onConnection }: DeliverOptions) {
  const unanswered = createUnanswered(clock.now);
  const silence = new AbortController();
  let lost = false;
  const stop = clock.every(LOOK_MILLISECONDS, () => {
    if (publisher.isLost() !== lost) onConnection((lost = !lost));
    if (unanswered.isSilent()) {
      silence.abort();
      unanswered.failAll();
    } else unanswered.failOverdue();
  });
  return { unanswered, silence: silence.signal, isLost: () => lost, stop };
}

/**
 * Sends every message, many at a time, and counts; a row that is no message counts as failed without being sent.
 * When nothing at all is answered for ANSWER_MILLISECONDS, whatever is left fails at once.
 */
export async function deliver(messages: AsyncIterable<Outgoing>, options: DeliverOptions): Promise<Counts> {
  const { publisher, pace, onGivenUp } = options;
  const tally = createTally(options);
  const { unanswered, silence, isLost, stop } = watch(options);
  const inFlight = new Set<Promise<void>>();
  let [unsent, unacknowledged] = [0, 0];

  const send = async (message: Buffer): Promise<void> => {
    tally.sent();
    try {
      await unanswered.wait(publisher.publish(message));
      tally.acknowledged();
    } catch (error) {
      if (silence.aborted) unacknowledged += 1;
      tally.failed(silence.aborted ? undefined : error instanceof Error ? error.message : String(error));
    }
  };
  const take = async (outgoing: Outgoing): Promise<void> => {
    if ("broken" in outgoing && !silence.aborted) return tally.failed(outgoing.broken);
    await pace(silence);
    if (inFlight.size >= MAX_IN_FLIGHT) await Promise.race(inFlight);
    if (silence.aborted || "broken" in outgoing) {
      unsent += 1;
      return tally.failed();
    }
    const sending = send(outgoing.message);
    inFlight.add(sending);
    void sending.finally(() => inFlight.delete(sending));
  };

  try {
    for await (const outgoing of messages) await take(outgoing);
    await Promise.all(inFlight);
  } finally {
    stop();
  }
  if (silence.aborted) onGivenUp({ lost: isLost(), unsent, unacknowledged });
  return tally.counts();
}
