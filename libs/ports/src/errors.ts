/** The closed list of error codes; callers branch on the code, never on a message. */
export const ERROR_CODES = [
  "invalid",
  "not-found",
  "conflict",
  "denied",
  "throttled",
  "timeout",
  "unavailable",
  "rejected",
  "unknown",
] as const;

/** One code of the closed list. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What every adapter throws: a code of the closed list, a message for people, and the native error as `cause`. */
export class PortError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PortError";
    this.code = code;
  }
}

const RETRYABLE: readonly ErrorCode[] = ["throttled", "timeout", "unavailable", "unknown"];

/** Tells whether trying again may help: throttling, timeouts and outages do, refusals do not. */
export function isRetryable(error: unknown): boolean {
  return error instanceof PortError ? RETRYABLE.includes(error.code) : true;
}
