/** The error object of a function as the service passes it on. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/** How an invocation ended: with the JSON text that the handler returned, or with an error. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

/** Requests and responses of an invocation are at most this long (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

/** The outcome of an invocation that failed. */
export function failed(errorType: string, errorMessage: string): Outcome {
  return { ok: false, error: { errorType, errorMessage } };
}
