import { PortError } from "@twin2multicloud/ports";
import type { ErrorCode } from "@twin2multicloud/ports";

const CODE_OF_NAME: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ["AccessDenied", "denied"],
  ["AccessDeniedException", "denied"],
  ["BatchRequestTooLong", "invalid"],
  ["ConditionalCheckFailedException", "conflict"],
  ["CredentialsProviderError", "denied"],
  ["ECONNREFUSED", "unavailable"],
  ["ECONNRESET", "unavailable"],
  ["ENOTFOUND", "unavailable"],
  ["EPIPE", "unavailable"],
  ["ETIMEDOUT", "timeout"],
  ["ExpiredTokenException", "denied"],
  ["InternalError", "unavailable"],
  ["InternalServerError", "unavailable"],
  ["InvalidMessageContents", "invalid"],
  ["InvalidParameterValue", "invalid"],
  ["InvalidSignatureException", "denied"],
  ["KmsAccessDenied", "denied"],
  ["KmsThrottled", "throttled"],
  ["NonExistentQueue", "not-found"],
  ["OverLimit", "throttled"],
  ["ProvisionedThroughputExceededException", "throttled"],
  ["QueueDoesNotExist", "not-found"],
  ["RequestLimitExceeded", "throttled"],
  ["RequestThrottled", "throttled"],
  ["RequestTimeout", "timeout"],
  ["ResourceNotFoundException", "not-found"],
  ["SerializationException", "invalid"],
  ["ServiceUnavailable", "unavailable"],
  ["ThrottlingException", "throttled"],
  ["TimeoutError", "timeout"],
  ["UnrecognizedClientException", "denied"],
  ["ValidationException", "invalid"],
  // These two pass by themselves: a transaction or a replication holds the item for a moment.
  ["ReplicatedWriteConflictException", "unavailable"],
  ["TransactionConflictException", "unavailable"],
]);

function codeOfStatus(status: number | undefined): ErrorCode {
  if (status === undefined) return "unknown";
  if (status === 401 || status === 403) return "denied";
  if (status === 404) return "not-found";
  if (status === 429) return "throttled";
  if (status >= 500) return "unavailable";
  return status >= 400 ? "rejected" : "unknown";
}

function textOf(error: object, key: "name" | "code"): string {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : "";
}

function statusOf(error: object): number | undefined {
  const metadata: unknown = Reflect.get(error, "$metadata");
  const status: unknown =
    typeof metadata === "object" && metadata ? Reflect.get(metadata, "httpStatusCode") : undefined;
  return typeof status === "number" ? status : undefined;
}

/** The code of the closed list for an error code that AWS names, such as `ThrottlingException`; undefined for other names. */
export function codeOfAwsName(name: string): ErrorCode | undefined {
  // SQS puts a namespace before some names: `AWS.SimpleQueueService.NonExistentQueue`.
  return CODE_OF_NAME.get(name.split(".").at(-1) ?? name);
}

/** Turns what the AWS SDK threw during `action` into a PortError that keeps it as its cause. */
export function fromAwsError(error: unknown, action: string): PortError {
  if (error instanceof PortError) return error;
  const native = typeof error === "object" && error !== null ? error : {};
  const name = textOf(native, "name");
  const code = codeOfAwsName(name) ?? codeOfAwsName(textOf(native, "code")) ?? codeOfStatus(statusOf(native));
  return new PortError(code, `${action} failed: ${name || "unknown error"}`, { cause: error });
}
