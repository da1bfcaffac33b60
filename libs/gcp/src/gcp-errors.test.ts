import { PortError } from "@twin2multicloud/ports";
import { describe, expect, test } from "vitest";
import { fromFetchError, fromGrpcError, fromHttpAnswer } from "./gcp-errors.ts";

describe("errors of Google Cloud", () => {
  test.each([
    [3, "invalid"],
    [4, "timeout"],
    [5, "not-found"],
    [6, "conflict"],
    [7, "denied"],
    [8, "throttled"],
    [9, "rejected"],
    [10, "unavailable"],
    [13, "unavailable"],
    [14, "unavailable"],
    [16, "denied"],
    [99, "unknown"],
  ])("gRPC status %i is %s", (status, code) => {
    const native = Object.assign(new Error("native"), { code: status });
    const error = fromGrpcError(native, "writing");
    expect([error.code, error.cause]).toEqual([code, native]);
  });

  test.each([undefined, null, "text", new Error("no code"), { code: "ENOENT" }])(
    "what carries no status is unknown: %s",
    (native) => {
      expect(fromGrpcError(native, "writing").code).toBe("unknown");
    },
  );

  test("a PortError stays what it is", () => {
    const error = new PortError("denied", "no");
    expect(fromGrpcError(error, "writing")).toBe(error);
    expect(fromFetchError(error, "publishing")).toBe(error);
  });

  test.each([
    [400, "invalid"],
    [401, "denied"],
    [403, "denied"],
    [404, "not-found"],
    [409, "conflict"],
    [413, "rejected"],
    [429, "throttled"],
    [500, "unavailable"],
    [504, "timeout"],
  ])("HTTP status %i is %s and names Google's reason", async (status, code) => {
    const body = JSON.stringify({ error: { code: status, message: "because", status: "REASON" } });
    const error = await fromHttpAnswer(new Response(body, { status }), "publishing");
    expect([error.code, error.message]).toEqual([code, `publishing failed: ${status} REASON because`]);
  });

  test.each(["<html>", "", "[]", "null", '{"error":"text"}'])(
    "a body that is no Google error is left out: %s",
    async (body) => {
      const error = await fromHttpAnswer(new Response(body, { status: 502 }), "publishing");
      expect(error.message).toBe("publishing failed: 502");
    },
  );

  test("a call that took too long is a timeout, one that reached nobody is an outage", () => {
    expect(fromFetchError(new DOMException("late", "TimeoutError"), "publishing").code).toBe("timeout");
    expect(fromFetchError(new TypeError("fetch failed"), "publishing").code).toBe("unavailable");
  });
});
