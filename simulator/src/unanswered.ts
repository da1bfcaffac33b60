/** A message that has no answer after this long counts as failed. */
export const ANSWER_MILLISECONDS = 60_000;

interface Waiter {
  readonly since: number;
  readonly fail: (error: Error) => void;
}

/** The messages that wait for their answer. */
export interface Unanswered {
  /** Settles as the answer does, unless the message is failed before. */
  wait(answer: Promise<void>): Promise<void>;
  /** True when messages wait and none at all was answered for ANSWER_MILLISECONDS. */
  isSilent(): boolean;
  /** Fails the messages that have waited for ANSWER_MILLISECONDS. */
  failOverdue(): void;
  failAll(): void;
}

/** Keeps the messages that wait for their answer; `now` in milliseconds. */
export function createUnanswered(now: () => number): Unanswered {
  const waiters = new Set<Waiter>();
  let heardAt = now();
  const late = new Error(`no acknowledgement within ${ANSWER_MILLISECONDS / 1000} s`);
  const isLate = (since: number) => now() - since >= ANSWER_MILLISECONDS;

  const wait = (answer: Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      if (waiters.size === 0) heardAt = now();
      const waiter: Waiter = { since: now(), fail: reject };
      waiters.add(waiter);
      const answered = () => {
        heardAt = now();
        waiters.delete(waiter);
      };
      answer.finally(answered).then(resolve, reject);
    });
  const failWhere = (condition: (waiter: Waiter) => boolean) => {
    for (const waiter of [...waiters].filter(condition)) {
      waiters.delete(waiter);
      waiter.fail(late);
    }
  };
  return {
    wait,
    isSilent: () => waiters.size > 0 && isLate(heardAt),
    failOverdue: () => failWhere(({ since }) => isLate(since)),
    failAll: () => failWhere(() => true),
  };
}
