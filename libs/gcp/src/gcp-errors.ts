import { PortError } from "@twin2multicloud/ports";
import type { ErrorCode } from "@twin2multicloud/ports";
import { fieldOf } from "./field-of.ts";

/** gRPC status codes (https://grpc.io/docs/guides/status-codes); the names are what Google's REST errors carry as `status`. */
const GRPC_STATUS = [
  ["OK", "unknown"],
  ["CANCELLED", "unavailable"],
  ["UNKNOWN", "unknown"],
  ["INVALID_ARGUMENT", "invalid"],
  ["DEADLINE_EXCEEDED", "timeout"],
  ["NOT_FOUND", "not-found"],
  ["ALREADY_EXISTS", "conflict"],
  ["PERMISSION_DENIED", "denied"],
  ["RESOURCE_EXHAUSTED", "throttled"],
  ["FAILED_PRECONDITION", "rejected"],
  // Contention: it passes by itself.
  ["ABORTED", "unavailable"],
  ["OUT_OF_RANGE", "invalid"],
  ["UNIMPLEMENTED", "rejected"],
  ["INTERNAL", "unavailable"],
  ["UNAVAILABLE", "unavailable"],
  ["DATA_LOSS", "unknown"],
  ["UNAUTHENTICATED", "denied"],
] as const satisfies readonly (readonly [name: string, code: ErrorCode])[];

function codeOfHttpStatus(status: number): ErrorCode {
  if (status === 400) return "invalid";
  if (status === 401 || status === 403) return "denied";
  if (status === 404) return "not-found";
  if (status === 409) return "conflict";
  if (status === 408 || status === 504) return "timeout";
  if (status === 429) return "throttled";
  return status >= 500 ? "unavailable" : "rejected";
}

/** Turns what a gRPC client threw during `action` into a PortError that keeps it as its cause. */
export function fromGrpcError(error: unknown, action: string): PortError {
  if (error instanceof PortError) return error;
  const status: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  const [name, code] = (typeof status === "number" ? GRPC_STATUS[status] : undefined) ?? GRPC_STATUS[2];
  return new PortError(code, `${action} failed: ${name}`, { cause: error });
}

/** Turns what `fetch` threw during `action`, when no answer came, into a PortError that keeps it as its cause. */
export function fromFetchError(error: unknown, action: string): PortError {
  if (error instanceof PortError) return error;
  const code = fieldOf(error, "name") === "TimeoutError" ? "timeout" : "unavailable";
  return new PortError(code, `${action} failed: no answer`, { cause: error });
}

/** The PortError for an answer to `action` that is no 2xx; of its body only Google's `error.status` and `error.message` are kept. */
export async function fromHttpAnswer(response: Response, action: string): Promise<PortError> {
  const body: unknown = await response.json().catch(() => undefined);
  const detail = fieldOf(body, "error");
  const reasons = [response.status, fieldOf(detail, "status"), fieldOf(detail, "message")];
  const text = reasons.filter((reason) => typeof reason === "string" || typeof reason === "number").join(" ");
  return new PortError(codeOfHttpStatus(response.status), `${action} failed: ${text}`);
}
