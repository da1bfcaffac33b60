import { PortError } from "@twin2multicloud/ports";
import type { ErrorCode } from "@twin2multicloud/ports";

const CODE_OF_STATUS: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [400, "invalid"],
  [401, "denied"],
  [403, "denied"],
  [404, "not-found"],
  [408, "timeout"],
  [409, "conflict"],
  [410, "unavailable"],
  [412, "conflict"],
  [413, "invalid"],
  [424, "unavailable"],
  [429, "throttled"],
  // Cosmos DB: a concurrent write got in the way, try again.
  [449, "unavailable"],
]);

const CODE_OF_NAME: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ["AbortError", "timeout"],
  ["ECONNREFUSED", "unavailable"],
  ["ECONNRESET", "unavailable"],
  ["ENOTFOUND", "unavailable"],
  ["EPIPE", "unavailable"],
  ["ETIMEDOUT", "timeout"],
  ["REQUEST_SEND_ERROR", "unavailable"],
  ["TimeoutError", "timeout"],
]);

/** The code of the closed list for a status with which an Azure service answered. */
export function codeOfStatus(status: number): ErrorCode {
  return (
    CODE_OF_STATUS.get(status) ?? (status >= 500 ? "unavailable" : status >= 400 ? "rejected" : "unknown")
  );
}

/** Cosmos DB calls a status `code`, Storage `statusCode`; transport errors have words for a code or a name. */
function codeOf(error: object): ErrorCode {
  const { code, statusCode, name }: { code?: unknown; statusCode?: unknown; name?: unknown } = error;
  const status = [statusCode, code].map(Number).find((value) => value >= 100 && value <= 599);
  if (status !== undefined) return codeOfStatus(status);
  return CODE_OF_NAME.get(String(code)) ?? CODE_OF_NAME.get(String(name)) ?? "unknown";
}

/** Turns what an Azure SDK threw during `action` into a PortError that keeps it as its cause. */
export function fromAzureError(error: unknown, action: string): PortError {
  if (error instanceof PortError) return error;
  if (typeof error !== "object" || error === null)
    return new PortError("unknown", `${action} failed`, { cause: error });
  const code = codeOf(error);
  // SDKs wrap what they did not expect, such as our own error from the credential or an answer to a bulk request.
  if (code === "unknown" && "cause" in error && typeof error.cause === "object" && error.cause !== null)
    return new PortError(fromAzureError(error.cause, action).code, `${action} failed`, { cause: error });
  return new PortError(code, `${action} failed`, { cause: error });
}
