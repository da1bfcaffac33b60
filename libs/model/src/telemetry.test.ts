import { expect, test } from "vitest";
import { recordDigest, sortKey } from "./telemetry.ts";

const record = { device_id: "a", timestamp: "2026-01-01T00:00:00.000Z", message_id: "m" };

test("every part of the identity counts, and nothing else", () => {
  const digest = recordDigest(record);
  expect(digest).toMatch(/^[\w-]{43}$/);
  expect(recordDigest({ ...record, extra: 1 } as typeof record)).toBe(digest);
  for (const other of [{ device_id: "b" }, { timestamp: "2026-01-01T00:00:00.001Z" }, { message_id: "n" }]) {
    expect(recordDigest({ ...record, ...other })).not.toBe(digest);
  }
});

test("parts cannot be shifted into one another", () => {
  expect(recordDigest({ ...record, device_id: "a,b", message_id: "c" })).not.toBe(
    recordDigest({ ...record, device_id: "a", message_id: "b,c" }),
  );
});

test("sort keys order by time first", () => {
  const later = { ...record, timestamp: "2026-01-01T00:00:00.001Z" };
  expect(sortKey(record) < sortKey(later)).toBe(true);
});
