/** The exit codes of `twin`, as `twin --help` lists them. */
export const EXIT = { ok: 0, failed: 1, badInput: 2, terraformMissing: 3 } as const;

/** One of the exit codes of `twin`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure that its reader can act on: what went wrong, and in `advice` what to do about it. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly advice: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { advice?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.advice = options.advice;
    this.exitCode = options.exitCode ?? EXIT.failed;
  }
}

/** The failure of a user who asked to stop. */
export function interruptedWhile(what: string): Failure {
  return new Failure(`interrupted while ${what}`, {
    advice: "Run the same command again: it continues from here.",
  });
}

const ADVICE_BY_ERRNO: Readonly<Record<string, { what: string; advice: string }>> = {
  ENOSPC: {
    what: "the disk is full",
    advice: "Free some space and run the same command again; what was done so far is kept.",
  },
  EACCES: {
    what: "permission denied",
    advice: "Make the folder writable for you and run the same command again.",
  },
  EROFS: { what: "the file system is read-only", advice: "Run twin in a folder that is writable." },
};

/** The system's code of an error (such as ENOENT), if it has one. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Turns whatever was thrown into a failure that says what to do, where that is known. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const known = ADVICE_BY_ERRNO[errnoOf(error) ?? ""];
  return known
    ? new Failure(`${known.what} (${message})`, { advice: known.advice, cause: error })
    : new Failure(message, { cause: error });
}
