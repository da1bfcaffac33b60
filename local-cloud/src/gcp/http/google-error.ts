/** The closed list of Google's canonical codes that the local cloud answers with, and their number on gRPC and HTTP. */
export const CODES = {
  INVALID_ARGUMENT: { grpc: 3, http: 400 },
  DEADLINE_EXCEEDED: { grpc: 4, http: 504 },
  NOT_FOUND: { grpc: 5, http: 404 },
  ALREADY_EXISTS: { grpc: 6, http: 409 },
  PERMISSION_DENIED: { grpc: 7, http: 403 },
  RESOURCE_EXHAUSTED: { grpc: 8, http: 429 },
  FAILED_PRECONDITION: { grpc: 9, http: 400 },
  UNIMPLEMENTED: { grpc: 12, http: 501 },
  INTERNAL: { grpc: 13, http: 500 },
  UNAVAILABLE: { grpc: 14, http: 503 },
  UNAUTHENTICATED: { grpc: 16, http: 401 },
} as const;

/** One of Google's canonical error codes. */
export type GoogleCode = keyof typeof CODES;

/** A refusal as a Google API words it (https://cloud.google.com/apis/design/errors). */
export class GoogleError extends Error {
  override readonly name = "GoogleError";
  readonly code: GoogleCode;

  constructor(code: GoogleCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Any failure as a GoogleError; what is none becomes INTERNAL. */
export function toGoogleError(error: unknown): GoogleError {
  if (error instanceof GoogleError) return error;
  return new GoogleError("INTERNAL", error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

/** The JSON body of a failed REST call. */
export function errorBody(error: GoogleError): string {
  return JSON.stringify({
    error: { code: CODES[error.code].http, message: error.message, status: error.code },
  });
}
