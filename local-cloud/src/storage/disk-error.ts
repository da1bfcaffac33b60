const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; free some space and try again",
  EDQUOT: "the disk quota is used up; free some space and try again",
  EROFS: "the disk is read-only; choose a folder that can be written",
  EACCES: "permission is denied; make the folder writable for this user",
  EPERM: "permission is denied; make the folder writable for this user",
};

/** The `code` of a system error (ENOENT, EADDRINUSE ...), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** An error that says which file could not be written, why, and what to do. */
export function diskError(file: string, cause: unknown): Error {
  const code = errorCode(cause);
  const reason = (code && REASONS[code]) ?? (cause instanceof Error ? cause.message : String(cause));
  return new Error(`cannot write ${file}: ${reason}`, { cause });
}
