import { expect, test } from "vitest";
import { matchesFilter } from "./topic-filter.ts";

test.each([
  ["dt/demo/+/telemetry", "dt/demo/pump/telemetry", true],
  ["dt/demo/+/telemetry", "dt/demo/pump/x/telemetry", false],
  ["dt/demo/+/telemetry", "dt/demo/telemetry", false],
  ["dt/demo/+/telemetry", "dt/other/pump/telemetry", false],
  ["dt/#", "dt/demo/pump", true],
  ["dt/#", "dt", true],
  ["#", "a/b", true],
  ["a/+", "a/", true],
  ["a", "a/b", false],
  ["a/b", "a", false],
])("%s and %s: %s", (filter, topic, expected) => {
  expect(matchesFilter(filter, topic)).toBe(expected);
});
