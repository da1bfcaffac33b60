import { isRetryable, PortError } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import { codeOfAwsName, fromAwsError } from "./aws-errors.ts";

const native = (name: string, extra: object = {}): Error =>
  Object.assign(new Error("from AWS"), { name }, extra);
const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe("fromAwsError", () => {
  test.each([
    ["ThrottlingException", "throttled"],
    ["ProvisionedThroughputExceededException", "throttled"],
    ["TransactionConflictException", "unavailable"],
    ["ResourceNotFoundException", "not-found"],
    ["AWS.SimpleQueueService.NonExistentQueue", "not-found"],
    ["AccessDeniedException", "denied"],
    ["CredentialsProviderError", "denied"],
    ["ValidationException", "invalid"],
    ["TimeoutError", "timeout"],
  ])("%s is %s", (name, code) => {
    expect(fromAwsError(native(name), "writing").code).toBe(code);
  });

  test("an error of the network is known by its code", () => {
    expect(fromAwsError(native("Error", { code: "ECONNREFUSED" }), "writing").code).toBe("unavailable");
  });

  test.each([
    [503, "unavailable"],
    [429, "throttled"],
    [403, "denied"],
    [404, "not-found"],
    [418, "rejected"],
  ])("an unheard-of error with status %i is %s", (httpStatusCode, code) => {
    expect(fromAwsError(native("Novelty", status(httpStatusCode)), "writing").code).toBe(code);
  });

  test("what is no error of AWS at all is unknown, which may be tried again", () => {
    for (const thrown of ["text", undefined, null, new Error("plain"), { $metadata: null }]) {
      const error = fromAwsError(thrown, "writing");
      expect(error.code).toBe("unknown");
      expect(isRetryable(error)).toBe(true);
    }
  });

  test("a name that every object has is no code", () => {
    expect(codeOfAwsName("constructor")).toBeUndefined();
  });

  test("the message names the action, the cause is the native error", () => {
    const cause = native("ThrottlingException");
    const error = fromAwsError(cause, "writing to table hot");
    expect(error.message).toBe("writing to table hot failed: ThrottlingException");
    expect(error.cause).toBe(cause);
  });

  test("a PortError stays what it is", () => {
    const error = new PortError("invalid", "ours");
    expect(fromAwsError(error, "writing")).toBe(error);
  });
});
