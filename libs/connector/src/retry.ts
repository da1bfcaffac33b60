import type { Clock } from "@twin2multicloud/ports";
import pRetry, { AbortError } from "p-retry";

/** The waits before the three retries, in milliseconds: technical specification, section 4. */
const WAITS = [1000, 2000, 4000] as const;

/** Each wait is lengthened by up to this share of itself, so that senders do not come back in step. */
const JITTER = 0.25;

/** All attempts and waits together stay within this, well below the function's timeout of 60 s. */
export const RETRY_BUDGET_MILLISECONDS = 45_000;

/** One attempt may take at most this long. */
export const ATTEMPT_MILLISECONDS = 5000;

/** What an attempt throws when another one may help; `retryAfter` is the wait in milliseconds that the other side asked for. */
export class RetryableFailure extends Error {
  readonly retryAfter: number;
  constructor(message: string, options: ErrorOptions & { retryAfter?: number } = {}) {
    super(message, options);
    this.name = "RetryableFailure";
    this.retryAfter = options.retryAfter ?? 0;
  }
}

/** What the retry needs from outside. */
export interface RetryDeps {
  readonly clock: Clock;
  /** A number from 0 to 1, for the jitter. */
  readonly random: () => number;
  readonly onRetry?: (wait: number, error: Error) => void;
}

/**
 * Runs an attempt until it succeeds, throws anything but a RetryableFailure, has been retried three times, or the next
 * wait would leave no time for another attempt within the budget; then throws what the last attempt threw.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  { clock, random, onRetry }: RetryDeps,
): Promise<T> {
  const deadline = clock.now() + RETRY_BUDGET_MILLISECONDS - ATTEMPT_MILLISECONDS;
  const once = () =>
    attempt().catch((error: unknown) => {
      throw error instanceof RetryableFailure
        ? error
        : new AbortError(error instanceof Error ? error : String(error));
    });
  return pRetry(once, {
    retries: WAITS.length,
    // The waits are taken on the injected clock, below.
    minTimeout: 0,
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!(error instanceof RetryableFailure) || retriesLeft === 0) return;
      const backoff = (WAITS[attemptNumber - 1] ?? 0) * (1 + JITTER * random());
      const wait = Math.max(backoff, error.retryAfter);
      if (clock.now() + wait > deadline) throw error;
      onRetry?.(wait, error);
      await clock.sleep(wait);
    },
  });
}
