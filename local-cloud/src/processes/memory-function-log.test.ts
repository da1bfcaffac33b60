import { describe, expect, test } from "vitest";
import { createFunctionLog } from "./memory-function-log.ts";

describe("the function log", () => {
  test("counts structured lines by event, and nothing else", () => {
    const log = createFunctionLog();
    log.write("dispatcher", '{"event":"received","count":3}');
    log.write("dispatcher", '2026-01-01T00:00:00Z INFO {"event":"received"}');
    log.write("dispatcher", 'not {"event": JSON');
    log.write("persister", '{"event":"stored","count":2}');
    expect(log.counters("dispatcher")).toEqual({ received: 4 });
    expect(log.counters("unknown")).toEqual({});
    log.forget("dispatcher");
    expect(log.counters("dispatcher")).toEqual({});
    expect(log.tail(10)).toEqual([{ functionName: "persister", line: '{"event":"stored","count":2}' }]);
  });

  test("tells followers of new lines until they stop", () => {
    const log = createFunctionLog();
    const seen: string[] = [];
    const stop = log.follow(({ line }) => seen.push(line));
    log.write("f", "one");
    stop();
    log.write("f", "two");
    expect(seen).toEqual(["one"]);
    expect(log.tail(1, "f")).toEqual([{ functionName: "f", line: "two" }]);
    expect(log.tail(0)).toEqual([]);
  });
});
