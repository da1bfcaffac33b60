import { expect, test } from "vitest";
import { traceIdFrom } from "./trace-id.ts";

test("a UUID becomes its own 32 digits", () => {
  expect(traceIdFrom("0AF76519-16cd-43dd-8448-eb211c80319c")).toBe("0af7651916cd43dd8448eb211c80319c");
});

test("any other text becomes 32 digits, the same for the same text", () => {
  expect(traceIdFrom("messages/17")).toMatch(/^[0-9a-f]{32}$/);
  expect(traceIdFrom("messages/17")).toBe(traceIdFrom("messages/17"));
  expect(traceIdFrom("messages/17")).not.toBe(traceIdFrom("messages/18"));
  expect(traceIdFrom(undefined)).not.toMatch(/^0+$/);
});
