import { setTimeout as systemSleep } from "node:timers/promises";
import type { PubsubAnswer, PubsubPost } from "./pubsub-request.ts";

const AGAIN_MILLISECONDS = 500;

type Sleep = (milliseconds: number, value: undefined, options: { signal: AbortSignal }) => Promise<unknown>;

/** A post that the network cannot fail. */
export interface PersistentPost {
  /** Posts until there is an answer, whatever it says; rejects only when ended. */
  readonly persist: (messages: readonly Buffer[]) => Promise<PubsubAnswer>;
  /** True from a request without an answer to the next one with an answer. */
  readonly isLost: () => boolean;
}

/** Repeats what has no answer: a message that arrives twice is stored once, since it bears its id. */
export function createPersistentPost(
  post: PubsubPost,
  ended: AbortSignal,
  sleep: Sleep = systemSleep,
): PersistentPost {
  let lost = false;
  const persist = async (messages: readonly Buffer[]): Promise<PubsubAnswer> => {
    for (;;) {
      try {
        const answer = await post(messages, ended);
        lost = false;
        return answer;
      } catch {
        ended.throwIfAborted();
        lost = true;
        await sleep(AGAIN_MILLISECONDS, undefined, { signal: ended });
      }
    }
  };
  return { persist, isLost: () => lost };
}
