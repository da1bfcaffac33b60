/** Something the user gave that cannot be used; it ends the command with exit code 2. */
export class BadInput extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BadInput";
  }
}
