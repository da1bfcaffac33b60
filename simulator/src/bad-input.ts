/** Something the user gave that cannot be used, and in `advice` what to do about it; it ends the command with exit code 2. */
export class BadInput extends Error {
  readonly advice: string | undefined;

  constructor(message: string, options: { advice?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "BadInput";
    this.advice = options.advice;
  }
}
