import { PortError } from "@twin2multicloud/ports";
import { expect, test } from "vitest";
import { codeOfStatus, fromAzureError } from "./azure-errors.ts";

const native = (fields: object): Error => Object.assign(new Error("native"), fields);

test.each([
  ["a Cosmos status in code", native({ code: 429 }), "throttled"],
  ["a Cosmos status as text", native({ code: "503" }), "unavailable"],
  [
    "a Storage status beside a word",
    native({ statusCode: 403, code: "AuthorizationPermissionMismatch" }),
    "denied",
  ],
  ["a missing queue", native({ statusCode: 404, code: "QueueNotFound" }), "not-found"],
  ["a message that is too large", native({ statusCode: 413 }), "invalid"],
  ["a status that is in no list", native({ statusCode: 451 }), "rejected"],
  ["a refused connection", native({ code: "ECONNREFUSED" }), "unavailable"],
  ["a request that was never sent", native({ name: "RestError", code: "REQUEST_SEND_ERROR" }), "unavailable"],
  ["a timeout of the SDK", native({ name: "TimeoutError", code: "TimeoutError" }), "timeout"],
  [
    "an error around another one",
    new Error("Bulk request errored", { cause: native({ code: 429 }) }),
    "throttled",
  ],
  ["an error around our own", new Error("wrapped", { cause: new PortError("denied", "no") }), "denied"],
  ["an unknown error", new Error("?"), "unknown"],
  ["something that is no error", "text", "unknown"],
])("%s", (_, error, code) => {
  const result = fromAzureError(error, "reading");
  expect(result).toBeInstanceOf(PortError);
  expect([result.code, result.message, result.cause]).toEqual([code, "reading failed", error]);
});

test("a PortError stays as it is", () => {
  const error = new PortError("denied", "no token");
  expect(fromAzureError(error, "reading")).toBe(error);
});

test.each([
  [401, "denied"],
  [409, "conflict"],
  [424, "unavailable"],
  [449, "unavailable"],
  [500, "unavailable"],
  [418, "rejected"],
  [0, "unknown"],
])("status %i", (status, code) => {
  expect(codeOfStatus(status)).toBe(code);
});
