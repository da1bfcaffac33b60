import { expect, test } from "vitest";
import { PortError } from "./errors.ts";
import { describeError, jsonLogger } from "./logger.ts";

test("a line is one JSON text with level, event, time and fields; lines below the level are dropped", () => {
  const lines: string[] = [];
  const logger = jsonLogger({ sink: (line) => lines.push(line), fields: { twin: "t" }, now: () => 0 });
  logger.debug("hidden");
  logger.warn("shown", { text: "two\nlines" });
  expect(lines).toEqual([
    '{"level":"warn","event":"shown","time":"1970-01-01T00:00:00.000Z","twin":"t","text":"two\\nlines"}',
  ]);
});

test("an error is described with its code and its causes", () => {
  const error = new PortError("timeout", "no answer", { cause: new Error("socket hang up") });
  expect(describeError(error)).toBe("timeout: no answer (socket hang up)");
  expect(describeError("text")).toBe("text");
});
