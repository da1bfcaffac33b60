/** An error as an AWS service answers it: SDKs turn `code` into the name of the error that they throw. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The refusal of a caller whose policies do not allow the action. */
export function accessDenied(caller: string, action: string, resource: string): AwsError {
  return new AwsError(
    "AccessDeniedException",
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
}
