import { HOP_RETENTION_SECONDS } from "@twin2multicloud/model";
import { expect, test } from "vitest";
import { HOST_JSON } from "./host-json.ts";

const secondsOf = (timeSpan: string): number => Date.parse(`1970-01-01T${timeSpan}Z`) / 1000;

test("a message is tried through the whole time that a hop promises to hold it", () => {
  const { maxDequeueCount, visibilityTimeout } = HOST_JSON.extensions.queues;
  expect((maxDequeueCount - 1) * secondsOf(visibilityTimeout)).toBeGreaterThanOrEqual(HOP_RETENTION_SECONDS);
});

test("no log line is sampled away", () => {
  expect(HOST_JSON.logging.applicationInsights.samplingSettings.isEnabled).toBe(false);
});
